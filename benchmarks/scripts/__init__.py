"""Scripts: small programs that are measured, or that measure."""
