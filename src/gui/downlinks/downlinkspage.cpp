// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/downlinks/downlinkspage.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/downlinks/downlinkcomposer.h"
#include "gui/downlinks/downlinktimelineview.h"
#include "settings/preferences.h"

#include "ui_downlinkspage.h"

#include <QAction>

namespace thingsdesk {

using namespace Qt::StringLiterals;

class DownlinksPage::Private final
{
    Q_DISABLE_COPY_MOVE(Private)
public:
    explicit Private(DownlinksPage &page);

    void setUp();
    void connectParts();
    QAction *makeAction(const QString &name, const QString &text);
    void fill(const DownlinkMessage &draft, const QString &what);
    void resend(const DownlinkMessage &message);
    void askToClear(const DevId &devId);
    void updateSending() const;

    DownlinksPage &q;
    Ui::DownlinksPage ui;
    DownlinkTimelineModel timeline;
    Banner *banner = nullptr;
    DownlinkComposer *composer = nullptr;
    DownlinkTimelineView *view = nullptr;
    QAction *undoAction = nullptr;
    QAction *replaceAction = nullptr;
    QAction *retryAction = nullptr;
    DevId deviceToClear;
    Future<qint64> resending;
};

DownlinksPage::Private::Private(DownlinksPage &page)
    : q(page)
    , timeline(page.session().history())
{
    setUp();
    connectParts();
    updateSending();
}

void DownlinksPage::Private::setUp()
{
    ui.setupUi(&q);
    banner = new Banner(&q);
    ui.bannerLayout->addWidget(banner);
    composer = new DownlinkComposer(q.context(), &q);
    composer->setObjectName(u"downlinkComposer"_s);
    composer->setMinimumWidth(46 * q.fontMetrics().averageCharWidth());
    view = new DownlinkTimelineView(timeline, &q);
    view->setObjectName(u"downlinkTimeline"_s);
    ui.downlinkSplitter->addWidget(composer);
    ui.downlinkSplitter->addWidget(view);
    ui.downlinkSplitter->setStretchFactor(0, 2);
    ui.downlinkSplitter->setStretchFactor(1, 3);
    ui.downlinkSplitter->restoreState(q.context().preferences.state(q.session().profile().id, u"downlinks/splitter"_s));

    undoAction = makeAction(u"undoComposeAction"_s, DownlinksPage::tr("Undo"));
    replaceAction = makeAction(u"composeReplaceAction"_s, DownlinksPage::tr("Compose the replacement"));
    retryAction = makeAction(u"retrySendAction"_s, DownlinksPage::tr("Try again"));
    QAction *send = makeAction(u"sendAction"_s, DownlinksPage::tr("Send"));
    send->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    q.addAction(send);
    QObject::connect(send, &QAction::triggered, composer, &DownlinkComposer::send);
}

QAction *DownlinksPage::Private::makeAction(const QString &name, const QString &text)
{
    auto *action = new QAction(text, &q);
    action->setObjectName(name);
    return action;
}

void DownlinksPage::Private::connectParts()
{
    QObject::connect(composer, &DownlinkComposer::sent, &q, [this](qint64 id) {
        banner->showPassing(Banner::Level::Success, DownlinksPage::tr("Published. Follow it in the list."));
        view->select(id);
    });
    QObject::connect(composer, &DownlinkComposer::failed, &q,
                     [this](const Failure &failure) { banner->showFailure(failure, {retryAction}); });
    QObject::connect(retryAction, &QAction::triggered, composer, &DownlinkComposer::send);
    QObject::connect(undoAction, &QAction::triggered, &q, [this] {
        composer->restore();
        banner->clear();
    });
    QObject::connect(replaceAction, &QAction::triggered, &q, [this] {
        DownlinkMessage draft;
        draft.devId = deviceToClear;
        draft.port = 1;
        draft.schedule = Schedule::Replace;
        fill(draft, DownlinksPage::tr("Enter what shall take the place of the queue, then send."));
    });
    QObject::connect(view, &DownlinkTimelineView::resendWanted, &q,
                     [this](const DownlinkMessage &message) { resend(message); });
    QObject::connect(view, &DownlinkTimelineView::editWanted, &q, [this](const DownlinkMessage &message) {
        fill(message, DownlinksPage::tr("Taken into the composer."));
    });
    QObject::connect(view, &DownlinkTimelineView::recordWanted, &q, &ApplicationPage::recordWanted);
    QObject::connect(view, &DownlinkTimelineView::clearQueueWanted, &q,
                     [this](const DevId &devId) { askToClear(devId); });
    QObject::connect(&timeline, &DownlinkTimelineModel::failed, &q,
                     [this](const Failure &failure) { banner->showFailure(failure); });
    QObject::connect(&q.session(), &ApplicationSession::stateChanged, &q, [this] { updateSending(); });
    QObject::connect(&q.session(), &ApplicationSession::rightsChanged, &q, [this] { updateSending(); });
}

void DownlinksPage::Private::fill(const DownlinkMessage &draft, const QString &what)
{
    const bool wasEdited = composer->isEdited();
    composer->compose(draft);
    if (wasEdited)
        banner->showMessage(Banner::Level::Info, what + u' ' + DownlinksPage::tr("What stood there was not sent yet."),
                            {undoAction});
    else
        banner->showPassing(Banner::Level::Info, what);
}

void DownlinksPage::Private::resend(const DownlinkMessage &message)
{
    resending = q.session().send(message);
    whenFinished<qint64>(&q, resending, [this](Future<qint64> done) {
        const Result<qint64> id = resultOf(done);
        if (!id)
            return banner->showFailure(id.error());
        banner->showPassing(Banner::Level::Success, DownlinksPage::tr("Published once more."));
        view->select(*id);
    });
}

void DownlinksPage::Private::askToClear(const DevId &devId)
{
    deviceToClear = devId;
    banner->showMessage(
        Banner::Level::Info,
        DownlinksPage::tr("The network cannot empty a queue. A downlink with schedule \"replace\" drops "
                          "all that waits for %1 and takes its place; it needs a payload.")
            .arg(devId.toString()),
        {replaceAction});
}

void DownlinksPage::Private::updateSending() const
{
    const QString reason = composer->obstacle();
    view->setSendingEnabled(reason.isEmpty(), reason);
}

DownlinksPage::DownlinksPage(const PageContext &context, QWidget *parent)
    : ApplicationPage(context, parent)
    , d(std::make_unique<Private>(*this))
{
}

DownlinksPage::~DownlinksPage() = default;

QWidget *DownlinksPage::mainPart()
{
    return d->composer->deviceField();
}

void DownlinksPage::activate()
{
    d->composer->activate();
}

QString DownlinksPage::unsavedWork() const
{
    return d->composer->isEdited() ? tr("The downlink in the composer") : QString();
}

void DownlinksPage::saveState()
{
    context().preferences.setState(session().profile().id, u"downlinks/splitter"_s,
                                   d->ui.downlinkSplitter->saveState());
}

void DownlinksPage::compose(const DownlinkMessage &draft)
{
    d->fill(draft, tr("Taken into the composer."));
}

} // namespace thingsdesk
