//! Options of `serve`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;

/// Options of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Port of the public site; the internal site uses the next one [default: 4000, or the first free pair after it]
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// IP address to listen on. With an address other than localhost, anyone who can reach it can read both sites, including the internal site and changes that are not published yet, and worksheets are not shown as forms
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Also accept requests with this host name; can be repeated
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// URL of the public site in feeds and other files, instead of the server's own
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Theme to use instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Ticket export, from which worksheets display the columns in `show:` of product.yaml. Its data is never written to a file
    #[arg(long, value_name = "EXPORT")]
    pub tickets: Option<PathBuf>,
    /// Check the files every 300 ms, for container and network mounts that do not report changes
    #[arg(long)]
    pub poll: bool,
}
