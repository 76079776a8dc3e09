"""Statistics: intervals, comparison of two runs, tables by group, threshold sweep."""
