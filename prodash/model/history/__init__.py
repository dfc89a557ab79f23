"""History: when tracks moved from stage to stage, and how long they stayed."""
