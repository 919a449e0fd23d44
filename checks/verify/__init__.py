"""The main job: trials, evidence, verdicts."""
