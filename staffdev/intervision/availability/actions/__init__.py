"""Writes of when she can come. The log keeps that she wrote, never what: who reads the log is not who may know."""
