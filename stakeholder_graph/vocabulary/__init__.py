"""The words of the field: roles, motives, stances, stages, relationships, in English and Chinese.

This is the ground floor. It imports nothing of the library but the errors.
"""
