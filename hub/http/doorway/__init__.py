"""How a route is declared, guarded, read and answered; no domain. The routes stand beside this folder."""
