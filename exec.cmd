@rem For npm's scripts on Windows: what `exec` is in the shells of other systems.
@%*
