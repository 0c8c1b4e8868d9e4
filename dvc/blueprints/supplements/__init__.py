"""Answer supplement requests and withdraw dossiers: the resident's side of the desk."""
