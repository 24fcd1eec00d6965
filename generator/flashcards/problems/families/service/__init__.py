"""Families on running a service: queues, batches, devices in the field."""
