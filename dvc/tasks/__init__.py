"""Run the queue: the only place that knows Huey."""
