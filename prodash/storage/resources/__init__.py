"""Resources: the presets and JSON Schemas that come with the package."""
