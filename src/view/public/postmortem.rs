//! A post-mortem.

use serde::Serialize;

use super::entry::related;
use super::site::{PublicSite, summary};
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text::Time;

/// The page of a post-mortem.
#[derive(Clone, Debug, Serialize)]
pub struct PostmortemPage {
    pub title: String,
    /// When it was published.
    pub published: Time,
    /// The incidents that it explains.
    pub incidents: Vec<LinkView>,
    pub sections: Vec<LinkView>,
    /// Markup of the article.
    pub html: String,
    /// What is done about it.
    pub actions: Vec<PostmortemActionView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PostmortemActionView {
    pub what: String,
    /// By which team, if the site publishes that.
    pub owner: Option<String>,
    /// By when, if the site publishes that.
    pub due: Option<String>,
    /// Since when it is done.
    pub done: Option<String>,
    /// Where it can be followed.
    pub link: Option<String>,
}

pub(in crate::view) fn page(
    site: &PublicSite,
    postmortem: &Postmortem,
) -> (PageMeta, PostmortemPage) {
    let id = postmortem.id.as_str();
    let address = route::POSTMORTEM.address(id);
    let links = Links::from_page(&address);
    let title = site.postmortem_title(postmortem);
    let meta = PageMeta::new(&address, &title, summary(&postmortem.body.plain()))
        .with_file(route::POSTMORTEM.source_file(id))
        .with_published(postmortem.published);
    let sections = postmortem.body.sections().into_iter();
    let page = PostmortemPage {
        title,
        published: site.time_or_date(postmortem.published, postmortem.is_date_only),
        incidents: related(site, &postmortem.incidents, &links),
        sections: sections
            .map(|one| LinkView {
                href: format!("#{}", one.anchor),
                text: one.title.clone(),
            })
            .collect(),
        html: site.html(&postmortem.body, &links, &address),
        actions: postmortem
            .actions
            .iter()
            .map(|action| postmortem_action(site, action))
            .collect(),
    };
    (meta, page)
}

fn postmortem_action(site: &PublicSite, action: &ActionItem) -> PostmortemActionView {
    let ActionItem {
        what,
        owner,
        due,
        done,
        link,
    } = action;
    let public = site.snapshot.site.publish_actions;
    PostmortemActionView {
        what: what.clone(),
        owner: owner.clone().filter(|_| public),
        due: due.filter(|_| public).map(|date| site.locale.date(date)),
        done: done
            .filter(|done| *done <= site.snapshot.today)
            .map(|date| site.locale.date(date)),
        link: link.clone(),
    }
}
