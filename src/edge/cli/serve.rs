//! Options of `serve`.

use std::net::IpAddr;

use clap::Args;

/// Options of `serve`.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Port of the public site; the internal one gets the next [default: 4000, or the next pair that is free]
    #[arg(short, long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Address to listen at. With another one than this machine's own, everybody who reaches it can read drafts of both sites
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Another name by which browsers may call the server
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    /// Address of the public site in feeds and other files, instead of the server's own
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The theme, instead of the one in site.yaml
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// Look at the files every 300 ms, where the system does not tell of changes (mounts of containers and networks)
    #[arg(long)]
    pub poll: bool,
}
