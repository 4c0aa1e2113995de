"""What happens without a caller: sequencing, due times, reactions. Entrances like HTTP and sockets."""
