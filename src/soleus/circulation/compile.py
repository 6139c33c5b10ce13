"""``python -m soleus.circulation.compile`` compiles the kernels once; runs then start at once."""

from soleus.circulation.kernel import leg_kernel
from soleus.circulation.simulate import BLOCK


def main() -> None:
    """Compile the kernel for one person and the one for many, unless they are there."""
    for width in (1, BLOCK):
        leg_kernel(width)


if __name__ == "__main__":
    main()
