# The body of the request that Cloud Scheduler sends. It has no provider, so that Terraform evaluates
# it on any machine: the check decodes it and holds it against the template's metadata.

variable "template" {
  description = "Name of the template, which is the job's name too: one name runs once at a time, so that a night that overruns is not overlapped."
  type        = string
  default     = "nightly-regression"

  validation {
    condition     = can(regex("^[a-z]([-a-z0-9]*[a-z0-9])?$", var.template))
    error_message = "A template's name is in lower case, with dashes, such as nightly-regression."
  }
}

variable "templates_bucket" {
  description = "Name of the bucket of the specs, without gs://."
  type        = string
}

variable "parameters" {
  description = "The template's parameters by name, all as strings."
  type        = map(string)
}

variable "worker_account" {
  description = "E-mail of the account that the launcher and the workers run as."
  type        = string
}

variable "worker_image" {
  description = "Image of the workers; null for the CPU worker that the spec names."
  type        = string
  default     = null
}

variable "machine_type" {
  description = "Machine of the workers; null for Dataflow's choice."
  type        = string
  default     = null
}

variable "max_workers" {
  description = "Most workers at once."
  type        = number
  default     = 4

  validation {
    condition     = var.max_workers >= 1 && floor(var.max_workers) == var.max_workers
    error_message = "At least one worker."
  }
}

variable "subnetwork" {
  description = "Subnetwork of the workers, as regions/REGION/subnetworks/NAME or its URL."
  type        = string
}

variable "public_ips" {
  description = "Whether workers have public addresses."
  type        = bool
  default     = false
}

variable "temp_bucket" {
  description = "Name of the bucket for what is staged and temporary, without gs://."
  type        = string
}

variable "kms_key" {
  description = "Customer-managed key of the job, or null for Google's."
  type        = string
  default     = null
}

variable "labels" {
  description = "Labels of the job."
  type        = map(string)
  default     = {}
}

locals {
  environment = {
    serviceAccountEmail  = var.worker_account
    sdkContainerImage    = var.worker_image
    machineType          = var.machine_type
    maxWorkers           = var.max_workers
    subnetwork           = var.subnetwork
    ipConfiguration      = var.public_ips ? "WORKER_IP_PUBLIC" : "WORKER_IP_PRIVATE"
    tempLocation         = "gs://${var.temp_bucket}/temp"
    stagingLocation      = "gs://${var.temp_bucket}/staging"
    kmsKeyName           = var.kms_key
    additionalUserLabels = var.labels
  }
}

output "body" {
  description = "The request as JSON."
  value = jsonencode({
    launchParameter = {
      jobName              = var.template
      containerSpecGcsPath = "gs://${var.templates_bucket}/${var.template}.json"
      parameters           = var.parameters
      environment          = { for name, value in local.environment : name => value if value != null }
    }
  })
}

output "job_name" {
  description = "Name of the job."
  value       = var.template
}
