// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/overviewpage.h"

#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/overview/applicationsettingscard.h"
#include "gui/overview/cardgrid.h"
#include "gui/overview/connectioncard.h"
#include "gui/overview/daychart.h"
#include "gui/overview/devicescard.h"
#include "gui/overview/errorscard.h"
#include "gui/overview/messagescard.h"
#include "gui/overview/rightscard.h"

#include <QAction>
#include <QGroupBox>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr int refreshEvery = 30'000; ///< milliseconds
constexpr qint64 firstMinute = 60;   ///< seconds after registering in which uplinks may be lost

QScrollArea *scrolling(QWidget *contents, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setObjectName(QStringLiteral("overviewScrollArea"));
    area->setAccessibleName(OverviewPage::tr("Overview"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(contents);
    return area;
}

} // namespace

class OverviewPage::Private final
{
public:
    Private(OverviewPage *page, const PageContext &with)
        : q(page)
        , context(with)
        , banner(new Banner(page))
        , newNote(new QLabel(page))
        , connection(new ConnectionCard(with.session))
        , rights(new RightsCard(with.session))
        , devices(new DevicesCard(with.devices))
        , messages(new MessagesCard(with.session.history(), with.preferences))
        , chart(new DayChart)
        , chartText(new QLabel)
        , errors(new ErrorsCard(with.session.history()))
        , settings(new ApplicationSettingsCard(with.session))
        , checkAction(new QAction(tr("Check connection"), page))
        , keyAction(new QAction(tr("Enter another key"), page))
    {
    }

    void build()
    {
        checkAction->setObjectName(QStringLiteral("bannerCheckAction"));
        keyAction->setObjectName(QStringLiteral("bannerKeyAction"));
        newNote->setObjectName(QStringLiteral("recentlyRegisteredLabel"));
        newNote->setWordWrap(true);
        newNote->setContentsMargins(16, 8, 16, 0);
        newNote->hide();
        auto *grid = new CardGrid;
        grid->addCard(connection);
        grid->addCard(rights);
        grid->addCard(devices);
        grid->addCard(messages);
        grid->addCard(dayCard(), true);
        grid->addCard(errors, true);
        grid->addCard(settings, true);
        auto *contents = new QWidget;
        auto *inner = new QVBoxLayout(contents);
        inner->setContentsMargins(16, 16, 16, 16);
        inner->addWidget(grid);
        inner->addStretch(1);
        auto *layout = new QVBoxLayout(q);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        layout->addWidget(banner);
        layout->addWidget(newNote);
        QScrollArea *area = scrolling(contents, q);
        mainPart = area;
        layout->addWidget(area, 1);
        connectCards();
        timer.setInterval(refreshEvery);
        connect(&timer, &QTimer::timeout, q, [this] {
            if (q->isVisible())
                refresh();
        });
        newTimer.setSingleShot(true);
        connect(&newTimer, &QTimer::timeout, q, [this] { showNewNote(); });
    }

    QWidget *dayCard()
    {
        auto *card = new QGroupBox(tr("Last 24 hours"));
        card->setObjectName(QStringLiteral("dayCard"));
        chartText->setObjectName(QStringLiteral("dayTextLabel"));
        chartText->setTextFormat(Qt::PlainText);
        auto *layout = new QVBoxLayout(card);
        layout->setSpacing(4);
        layout->addWidget(chart);
        layout->addWidget(chartText);
        connect(chart, &DayChart::currentHourChanged, q,
                [this](int hour) { chartText->setText(hour < 0 ? chart->summary() : chart->hourText(hour)); });
        return card;
    }

    void connectCards()
    {
        connect(checkAction, &QAction::triggered, q, &OverviewPage::connectionCheckWanted);
        connect(keyAction, &QAction::triggered, q, &OverviewPage::newKeyWanted);
        connect(connection, &ConnectionCard::checkWanted, q, &OverviewPage::connectionCheckWanted);
        connect(connection, &ConnectionCard::newKeyWanted, q, &OverviewPage::newKeyWanted);
        connect(devices, &DevicesCard::deviceWanted, q, &OverviewPage::deviceWanted);
        connect(devices, &DevicesCard::devicesWanted, q, [this] { Q_EMIT q->pageWanted(Id::Devices); });
        connect(errors, &ErrorsCard::recordWanted, q, &OverviewPage::recordWanted);
        const auto onFailure = [this](const Failure &failure) { showFailure(failure); };
        connect(errors, &ErrorsCard::failed, q, onFailure);
        connect(messages, &MessagesCard::failed, q, onFailure);
        connect(messages, &MessagesCard::limitsApplied, q, [this] { readHistory(); });
        connect(settings, &ApplicationSettingsCard::failed, q, onFailure);
        connect(settings, &ApplicationSettingsCard::succeeded, q, [this](const QString &text) {
            failing = false;
            banner->showPassing(Banner::Level::Success, text);
        });
        connect(settings, &ApplicationSettingsCard::refreshed, q, [this] {
            connection->refresh();
            settings->setDeviceCount(context.devices.total());
        });
        connect(settings, &ApplicationSettingsCard::changed, q, [this] {
            context.devices.refresh();
            showNewNote();
        });
        connect(&context.session, &ApplicationSession::registered, q, [this] { showNewNote(); });
        connect(&context.session, &ApplicationSession::credentialsChanged, q, [this] {
            clearFailure();
            refresh();
        });
        connect(&context.devices, &DeviceTableModel::refreshed, q,
                [this] { settings->setDeviceCount(context.devices.total()); });
    }

    void refresh()
    {
        connection->refresh();
        rights->refresh();
        devices->refresh();
        errors->refresh();
        settings->refresh();
        readHistory();
        showNewNote();
    }

    void readHistory()
    {
        whenFinished<HistoryStatistics>(q, context.session.history().statistics(),
                                        [this](Future<HistoryStatistics> finished) {
                                            const auto statistics = resultOf<HistoryStatistics>(finished);
                                            if (!statistics)
                                                return showFailure(statistics.error());
                                            messages->showStatistics(*statistics);
                                            chart->setHours(statistics->lastDay);
                                            if (!chart->hasFocus())
                                                chartText->setText(chart->summary());
                                        });
    }

    void showFailure(const Failure &failure)
    {
        if (failure.kind == Failure::Kind::Cancelled)
            return;
        failing = true;
        QList<QAction *> actions{checkAction};
        if (failure.cause == Failure::Cause::KeyRejected || failure.cause == Failure::Cause::RightMissing)
            actions.prepend(keyAction);
        if (failure.cause == Failure::Cause::InvalidInput)
            actions.clear();
        banner->showFailure(failure, actions);
    }

    void clearFailure()
    {
        if (std::exchange(failing, false))
            banner->clear();
    }

    /// A handler announces a new application at once, but the network's routers take about a minute to know of it.
    void showNewNote()
    {
        const std::optional<Timestamp> since = context.session.registeredAt();
        const qint64 age = since ? (Timestamp::now().nanoseconds - since->nanoseconds) / 1'000'000'000 : firstMinute;
        const bool isNew = age >= 0 && age < firstMinute;
        newNote->setText(isNew ? tr("Registered less than a minute ago: the first uplinks may not come yet.")
                               : QString());
        newNote->setVisible(isNew);
        if (isNew)
            newTimer.start(static_cast<int>(firstMinute - age) * 1000);
    }

    OverviewPage *const q;
    QWidget *mainPart = nullptr;
    const PageContext context;
    Banner *const banner;
    QLabel *const newNote;
    ConnectionCard *const connection;
    RightsCard *const rights;
    DevicesCard *const devices;
    MessagesCard *const messages;
    DayChart *const chart;
    QLabel *const chartText;
    ErrorsCard *const errors;
    ApplicationSettingsCard *const settings;
    QAction *const checkAction;
    QAction *const keyAction;
    QTimer timer;
    QTimer newTimer;
    bool failing = false;
};

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : ApplicationPage(context, parent)
    , d(std::make_unique<Private>(this, context))
{
    setObjectName(QStringLiteral("overviewPage"));
    d->build();
}

OverviewPage::~OverviewPage() = default;

QWidget *OverviewPage::mainPart()
{
    return d->mainPart;
}

void OverviewPage::activate()
{
    if (!d->context.devices.isLoading())
        d->context.devices.refresh();
    d->refresh();
    d->timer.start();
}

QString OverviewPage::unsavedWork() const
{
    return d->settings->unsavedWork();
}

} // namespace thingsdesk
