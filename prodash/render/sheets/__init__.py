"""Sheets: tracks, stages, workflows, projects, batches and schemas as rows with columns."""
