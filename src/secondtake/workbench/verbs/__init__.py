"""Verbs on an open case beside the main job: reviews, clips, WACZ, verification, reproduction."""
