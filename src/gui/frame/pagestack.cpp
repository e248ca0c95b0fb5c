// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/pagestack.h"

#include "gui/devices/devicespage.h"
#include "gui/downlinks/downlinkspage.h"
#include "gui/frame/windowactions.h"
#include "gui/live/livepage.h"
#include "gui/overview/overviewpage.h"
#include "gui/payload/payloadpage.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace thingsdesk {

using Id = ApplicationPage::Id;

namespace {

ApplicationPage *makePage(Id id, const PageContext &context, QWidget *parent)
{
    switch (id) {
    case Id::Overview:
        return new OverviewPage(context, parent);
    case Id::Devices:
        return new DevicesPage(context, parent);
    case Id::Live:
        return new LivePage(context, parent);
    case Id::PayloadFunctions:
        return new PayloadPage(context, parent);
    case Id::Downlinks:
        return new DownlinksPage(context, parent);
    }
    Q_UNREACHABLE();
}

} // namespace

PageStack::PageStack(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
{
    m_tabs->setObjectName(QStringLiteral("pageTabs"));
    m_tabs->setAccessibleName(tr("Pages"));
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(true);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setAcceptDrops(true); // an uplink is dragged from Live to the functions
    m_tabs->setChangeCurrentOnDrag(true);
    m_tabs->setElideMode(Qt::ElideNone);
    for (const Id id : allPages()) {
        m_tabs->addTab(pageTitle(id));
        m_tabs->setTabToolTip(int(id), tr("%1 (Ctrl+%2)").arg(pageTitle(id)).arg(int(id) + 1));
    }
    m_stack->setObjectName(QStringLiteral("pageStack"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tabs);
    column->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &PageStack::onTab);
}

PageStack::~PageStack() = default;

void PageStack::setHead(QWidget *head)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, head);
}

ApplicationPage &PageStack::page(Id id)
{
    ApplicationPage *&page = m_pages[id];
    if (!page) {
        page = makePage(id, m_context, m_stack);
        link(*page);
        m_stack->addWidget(page);
    }
    return *page;
}

template <class Page>
Page &PageStack::pageAs(Id id)
{
    showPage(id);
    return static_cast<Page &>(page(id));
}

void PageStack::link(ApplicationPage &page)
{
    connect(&page, &ApplicationPage::pageWanted, this, &PageStack::showPage);
    connect(&page, &ApplicationPage::deviceWanted, this, &PageStack::showDevice);
    connect(&page, &ApplicationPage::trafficWanted, this,
            [this](const HistoryFilter &filter) { pageAs<LivePage>(Id::Live).showFiltered(filter); });
    connect(&page, &ApplicationPage::recordWanted, this,
            [this](qint64 id) { pageAs<LivePage>(Id::Live).showRecord(id); });
    connect(&page, &ApplicationPage::functionTestWanted, this,
            [this](const UplinkMessage &uplink) { pageAs<PayloadPage>(Id::PayloadFunctions).testUplink(uplink); });
    connect(&page, &ApplicationPage::downlinkWanted, this,
            [this](const DownlinkMessage &draft) { pageAs<DownlinksPage>(Id::Downlinks).compose(draft); });
    connect(&page, &ApplicationPage::connectionCheckWanted, this, &PageStack::connectionCheckWanted);
    connect(&page, &ApplicationPage::newKeyWanted, this, &PageStack::newKeyWanted);
}

void PageStack::onTab(int tab)
{
    ApplicationPage &shown = page(Id(tab));
    m_stack->setCurrentWidget(&shown);
    shown.activate();
    // Its keys work at once; who goes along the tabs by arrow keys stays there.
    QWidget *const part = shown.mainPart();
    if (!m_tabs->hasFocus())
        (part->isVisibleTo(&shown) ? part : &shown)->setFocus();
    Q_EMIT currentPageChanged(Id(tab));
}

void PageStack::showPage(Id id)
{
    if (m_tabs->currentIndex() == int(id) && m_pages.contains(id))
        return;
    if (m_tabs->currentIndex() == int(id))
        onTab(int(id));
    else
        m_tabs->setCurrentIndex(int(id));
}

Id PageStack::currentPage() const
{
    return Id(m_tabs->currentIndex());
}

void PageStack::showDevice(const DevId &devId)
{
    pageAs<DevicesPage>(Id::Devices).showDevice(devId);
}

void PageStack::activate()
{
    page(currentPage()).activate();
}

void PageStack::saveState()
{
    for (ApplicationPage *page : std::as_const(m_pages))
        page->saveState();
}

void PageStack::dropUnsavedWork()
{
    for (ApplicationPage *page : std::as_const(m_pages))
        page->dropUnsavedWork();
}

QStringList PageStack::unsavedWork() const
{
    QStringList works;
    for (auto page = m_pages.begin(); page != m_pages.end(); ++page) {
        if (const QString work = page.value()->unsavedWork(); !work.isEmpty())
            works += tr("%1: %2 has unsaved changes").arg(pageTitle(page.key()), work);
    }
    return works;
}

} // namespace thingsdesk
