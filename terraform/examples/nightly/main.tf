terraform {
  required_version = ">= 1.5"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = ">= 6.0, < 8.0"
    }
  }

  # State holds no secret of this module, but is the truth of what exists: keep it in a bucket.
  # backend "gcs" { bucket = "MY-STATE-BUCKET" }
}

provider "google" {
  project = var.project
  region  = var.region
}

variable "project" {
  description = "Project that everything is in."
  type        = string
}

variable "region" {
  description = "Region of everything; one that has the GPUs."
  type        = string
  default     = "europe-west4"
}

variable "alert_email" {
  description = "Who is told."
  type        = string
}

module "nightly" {
  source = "../../modules/nightly"

  project       = var.project
  region        = var.region
  cohort_bucket = "${var.project}-cohort"
  alert_emails  = [var.alert_email]
  worker_image  = "${var.region}-docker.pkg.dev/${var.project}/gauntlet/worker-gpu:0.1.0"
  machine_type  = "g2-standard-8"
  max_workers   = 4
  labels        = { system = "gauntlet" }

  parameters = {
    reports     = "gs://${var.project}-cohort/indiana_reports.csv"
    projections = "gs://${var.project}-cohort/indiana_projections.csv"
    images      = "gs://${var.project}-cohort/images"
    imageSize   = "224"
    gpu         = "nvidia-l4"
  }
}

output "nightly" {
  description = "What the commands of the README need."
  value       = module.nightly
}
