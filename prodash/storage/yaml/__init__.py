"""YAML: the text of a file as nodes with their positions; no other folder uses ruamel.yaml."""
