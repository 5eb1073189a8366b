variable "project" {
  description = "Project that everything is in."
  type        = string

  validation {
    condition     = can(regex("^[a-z][-a-z0-9]{4,28}[a-z0-9]$", var.project))
    error_message = "A project's id, not its number or name."
  }
}

variable "region" {
  description = "Region of buckets, images, tables, jobs and the schedule; one that has the GPUs."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.region))
    error_message = "A region such as europe-west4, not a zone."
  }
}

variable "name" {
  description = "Begins the names of what is made; another one for each environment of a project."
  type        = string
  default     = "gauntlet"

  validation {
    condition     = can(regex("^[a-z][-a-z0-9]{1,15}[a-z0-9]$", var.name))
    error_message = "3 to 17 lower-case letters, digits and dashes."
  }
}

variable "cohort_bucket" {
  description = "Name of the bucket that the cohort's tables and images are in; it exists already and is only read."
  type        = string
}

variable "parameters" {
  description = "Parameters of nightly-regression beside output and historyTable, which the module sets: the tables (reports and projections, or source, cohort, label and columns), images and whatever is not to be as by default."
  type        = map(string)

  validation {
    condition = alltrue([
      for name in lookup(var.parameters, "source", "indiana") == "indiana" ? ["reports", "projections"] : ["cohort", "label"] :
      contains(keys(var.parameters), name)
    ])
    error_message = "reports and projections are needed; cohort and label where source is another than indiana."
  }

  validation {
    condition     = !contains(keys(var.parameters), "output")
    error_message = "The module sets output: a folder a date in the bucket of the runs."
  }
}

variable "schedule" {
  description = "When the nightly is launched, as a cron expression."
  type        = string
  default     = "0 1 * * *"
}

variable "time_zone" {
  description = "Time zone of the schedule."
  type        = string
  default     = "Etc/UTC"
}

variable "paused" {
  description = "Whether the schedule rests."
  type        = bool
  default     = false
}

variable "worker_image" {
  description = "Image of the workers; null for the CPU worker. The GPU worker goes with the parameter gpu."
  type        = string
  default     = null
}

variable "machine_type" {
  description = "Machine of the workers; null for Dataflow's choice."
  type        = string
  default     = null
}

variable "max_workers" {
  description = "Most workers at once, and so the most that a night costs an hour."
  type        = number
  default     = 4
}

variable "subnetwork" {
  description = "Subnetwork of the workers with Private Google Access; null makes a private network."
  type        = string
  default     = null
}

variable "public_ips" {
  description = "Whether workers have public addresses; they need none."
  type        = bool
  default     = false
}

variable "kms_key" {
  description = "Customer-managed key, as projects/P/locations/R/keyRings/N/cryptoKeys/N; null for Google's. The service agents of Storage, BigQuery, Artifact Registry, Compute and Dataflow must be allowed to use it."
  type        = string
  default     = null

  validation {
    condition     = var.kms_key == null || can(regex("^projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+$", var.kms_key))
    error_message = "A key's full name, without a version."
  }
}

variable "keep_runs_days" {
  description = "Days after which a run's files are deleted; the history table stays."
  type        = number
  default     = 180

  validation {
    condition     = var.keep_runs_days >= 7
    error_message = "At least a week, or a verdict cannot be looked into."
  }
}

variable "alert_emails" {
  description = "Who is told when a night fails, its verdict does, it waits for GPUs, or there was none."
  type        = set(string)

  validation {
    condition     = length(var.alert_emails) > 0
    error_message = "A nightly that tells nobody is none."
  }
}

variable "launchers" {
  description = "Who may launch by hand as the launcher account, such as group:mlops@example.org."
  type        = set(string)
  default     = []
}

variable "labels" {
  description = "Labels of everything that can have them."
  type        = map(string)
  default     = {}
}
