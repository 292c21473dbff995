"""What surrounds every request: bounds, headers, languages and formats wanted, errors in words."""
