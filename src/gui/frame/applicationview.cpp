// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/frame/applicationview.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/base/confirmbar.h"
#include "gui/base/texts.h"
#include "gui/frame/applicationheader.h"
#include "gui/frame/connectionbanner.h"
#include "gui/frame/connectionpanels.h"
#include "gui/frame/pagestack.h"
#include "settings/preferences.h"

#include <QAction>
#include <QMetaEnum>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

QString pagePart()
{
    return QStringLiteral("frame/page");
}

ApplicationPage::Id rememberedPage(const Preferences &preferences, const QUuid &application)
{
    bool known = false;
    const int value = QMetaEnum::fromType<ApplicationPage::Id>().keyToValue(
        preferences.state(application, pagePart()).constData(), &known);
    return known ? ApplicationPage::Id(value) : ApplicationPage::Id::Overview;
}

} // namespace

ApplicationView::ApplicationView(ApplicationSession &session, DeviceTableModel &devices, const FrameServices &services,
                                 KeychainState &keychain, const WindowActions &actions, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_services(services)
    , m_confirmBar(new ConfirmBar(this))
    , m_notice(new Banner(this))
    , m_banner(new Banner(this))
    , m_connectionBanner(new ConnectionBanner(session, *m_banner, this))
    , m_stack(new QStackedWidget(this))
    , m_pages(new PageStack({session, devices, services.functions, services.preferences}, this))
    , m_panels(new ConnectionPanels(session, services, keychain, this))
{
    setObjectName(QStringLiteral("applicationView"));
    m_notice->setObjectName(QStringLiteral("noticeBanner"));
    m_banner->setObjectName(QStringLiteral("connectionBanner"));
    m_confirmBar->setObjectName(QStringLiteral("removeConfirmBar"));
    lay(actions);
    connectBanner();
    connectHistory();
    m_pages->showPage(rememberedPage(services.preferences, session.profile().id));
}

ApplicationView::~ApplicationView() = default;

void ApplicationView::lay(const WindowActions &actions)
{
    m_stack->setObjectName(QStringLiteral("viewStack"));
    m_stack->addWidget(m_pages);
    m_stack->addWidget(m_panels);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new ApplicationHeader(m_session, actions, this));
    column->addWidget(m_confirmBar);
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    m_pages->setHead(m_banner);

    connect(m_panels, &ConnectionPanels::opened, this, [this] { m_stack->setCurrentWidget(m_panels); });
    connect(m_panels, &ConnectionPanels::closed, this, [this] {
        m_stack->setCurrentWidget(m_pages);
        m_notice->clear();
    });
    connect(m_panels, &ConnectionPanels::failed, this, &ApplicationView::showNotice);
    connect(m_pages, &PageStack::currentPageChanged, this, [this](ApplicationPage::Id page) {
        const char *name = QMetaEnum::fromType<ApplicationPage::Id>().valueToKey(int(page));
        m_services.preferences.setState(m_session.profile().id, pagePart(), name);
    });
}

void ApplicationView::connectBanner()
{
    connect(m_connectionBanner->enterKeyAction(), &QAction::triggered, m_panels, &ConnectionPanels::enterKey);
    connect(m_connectionBanner->checkAction(), &QAction::triggered, m_panels, &ConnectionPanels::checkConnection);
    connect(m_connectionBanner->registerAction(), &QAction::triggered, m_panels,
            &ConnectionPanels::registerApplication);
    connect(m_pages, &PageStack::connectionCheckWanted, m_panels, &ConnectionPanels::checkConnection);
    connect(m_pages, &PageStack::newKeyWanted, m_panels, &ConnectionPanels::enterKey);
}

void ApplicationView::connectHistory()
{
    // That it stopped comes as a notice of the session manager.
    connect(&m_session.history(), &HistoryStore::recordingResumed, this, [this](quint64 missed) {
        m_notice->showMessage(
            Banner::Level::Info,
            missed == 0
                ? tr("Messages are recorded again.")
                : tr("Messages are recorded again. %1 could not be kept in the meantime.").arg(texts::count(missed)));
    });
}

void ApplicationView::showPage(ApplicationPage::Id page)
{
    m_stack->setCurrentWidget(m_pages);
    m_pages->showPage(page);
}

void ApplicationView::showDevice(const DevId &devId)
{
    m_stack->setCurrentWidget(m_pages);
    m_pages->showDevice(devId);
}

void ApplicationView::checkConnection()
{
    m_panels->checkConnection();
}

void ApplicationView::enterKey()
{
    m_panels->enterKey();
}

void ApplicationView::askForRemoval()
{
    whenFinished<HistoryStatistics>(this, m_session.history().statistics(), [this](Future<HistoryStatistics> answer) {
        const Result<HistoryStatistics> statistics = resultOf<HistoryStatistics>(answer);
        ConfirmBar::Question question;
        question.text =
            tr("Remove %1 of %2 from this console? Its key is forgotten. On the network nothing changes.")
                .arg(texts::plain(m_session.appId().toString()), texts::plain(m_session.profile().networkName));
        if (const QStringList works = m_pages->unsavedWork(); !works.isEmpty())
            question.text += u' ' + works.join(QStringLiteral("; ")) + u'.';
        question.action = tr("Remove");
        question.choice =
            statistics ? tr("Also delete its %1 recorded messages (%2)")
                             .arg(texts::count(statistics->extent.count), texts::byteSize(statistics->bytesOnDisk))
                       : tr("Also delete its recorded messages");
        m_confirmBar->ask(question, [this](bool withHistory) { Q_EMIT removalConfirmed(withHistory); });
    });
}

void ApplicationView::showNotice(const Failure &failure)
{
    m_notice->showFailure(failure);
}

void ApplicationView::activate()
{
    m_pages->activate();
}

void ApplicationView::saveState()
{
    m_pages->saveState();
}

} // namespace thingsdesk
