"""A graph made public: files to download, and a site in French and in English to read it.

`run.publish` does all of it. A `Source` is what is published; `entities` are its things that have pages and files of
their own, `addresses` says where each lies, and a `Tree` takes the files and moves them in together. `blocks` looks
things up in the merged graph without reading it whole; `history` keeps what was published before and is gone.
"""
