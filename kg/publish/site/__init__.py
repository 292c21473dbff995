"""The site: pages in French and in English, without a server and without anything from elsewhere."""
