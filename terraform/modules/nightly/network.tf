# A network without a way in or out but Google's own services, unless one is given.

resource "google_compute_network" "private" {
  count = var.subnetwork == null ? 1 : 0

  project                 = var.project
  name                    = var.name
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "private" {
  count = var.subnetwork == null ? 1 : 0

  project                  = var.project
  name                     = var.name
  region                   = var.region
  network                  = google_compute_network.private[0].id
  ip_cidr_range            = "10.128.0.0/24"
  private_ip_google_access = true
}

# Workers shuffle among themselves on these ports, and are reached from nowhere else.
resource "google_compute_firewall" "workers" {
  count = var.subnetwork == null ? 1 : 0

  project     = var.project
  name        = "${var.name}-workers"
  network     = google_compute_network.private[0].id
  direction   = "INGRESS"
  source_tags = ["dataflow"]
  target_tags = ["dataflow"]

  allow {
    protocol = "tcp"
    ports    = ["12345-12346"]
  }
}
