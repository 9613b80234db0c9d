//! Secrets from the environment. They have neither `Debug` nor `Display`, so that they cannot be printed by accident.

use anyhow::{Result, bail};

use crate::model::announce::VariableName;

/// The value of an environment variable.
pub struct Secret(String);

impl Secret {
    pub fn new(value: String) -> Secret {
        Secret(value)
    }

    /// # Errors
    /// When the variable is not set. The message names the variable, never its value.
    pub fn from_environment(name: &VariableName) -> Result<Secret> {
        let name = name.as_str();
        match std::env::var(name) {
            Ok(value) if !value.trim().is_empty() => Ok(Secret(value.trim().to_owned())),
            Ok(_) => bail!("the environment variable {name} is empty"),
            Err(std::env::VarError::NotPresent) => {
                bail!("the environment variable {name} is not set")
            }
            Err(std::env::VarError::NotUnicode(_)) => {
                bail!("the environment variable {name} is not UTF-8")
            }
        }
    }

    /// The value, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A text in which the value is not readable: services repeat requests in their errors.
    pub fn redact(&self, text: &str) -> String {
        text.replace(&self.0, "[secret]")
    }
}
