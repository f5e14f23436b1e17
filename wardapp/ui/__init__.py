"""The window: pages, widgets, jobs, printing; the only room that knows Qt."""
