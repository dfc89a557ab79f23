"""YAML: the text of a file as nodes with their positions; the only place that knows ruamel.yaml."""
