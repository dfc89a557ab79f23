"""Sheets: tracks, stages, workflows, projects and batches as rows with columns."""
