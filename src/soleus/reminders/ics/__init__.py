"""Reading calendar files as programs write them: what is odd loses itself and nothing else."""
