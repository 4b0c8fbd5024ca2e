"""The page on the quality of the data: each check, its failing rows and its history, in one file that asks for nothing else."""
