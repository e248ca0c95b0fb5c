// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/devicespage.h"

#include "gui/base/icons.h"
#include "gui/base/tablesetup.h"
#include "gui/base/texts.h"
#include "gui/devices/deviceactions.h"
#include "gui/devices/devicesheet.h"
#include "gui/devices/devicespage_p.h"
#include "gui/devices/firmwaresheet.h"

namespace thingsdesk {

namespace {

constexpr QLatin1StringView columnsPart("devices/columns");
constexpr QLatin1StringView filterPart("devices/filter");
constexpr QLatin1StringView splitterPart("devices/splitter");
constexpr std::chrono::milliseconds typingTime{200};
constexpr std::chrono::milliseconds countTime{100};

QString filterHelp()
{
    return DevicesPage::tr("Words that must all fit, in any order:\n"
                           "text – in ID, description, EUIs, address and attributes\n"
                           "eui:70B3D5 – part of DevEUI or AppEUI, in any form\n"
                           "attr:floor or attr:floor=2 – an attribute\n"
                           "quiet:2h – not heard for 2 hours (s, m, h, d), or never");
}

} // namespace

DevicesPage::Private::Private(DevicesPage *page, const PageContext &pageContext)
    : q(page)
    , context(pageContext)
{
}

void DevicesPage::Private::setUp()
{
    ui.setupUi(q);
    filter = new DeviceFilterModel(q);
    filter->setSourceModel(&context.devices);
    ui.deviceTable->setModels(context.devices, *filter);
    prompt = new BannerPrompt(*ui.banner, q);
    sheet = new DeviceSheet(context, *prompt, q);
    firmware = new FirmwareSheet(q);
    ui.sheetStack->addWidget(sheet);
    ui.sheetStack->addWidget(firmware);
    ui.sheetStack->hide();
    ui.splitter->setStretchFactor(0, 1);
    ui.splitter->setStretchFactor(1, 0);
    deletion = new DeviceDeletion(context.session, q);
    actions = new DeviceActions(*q, *ui.deviceTable);
    ui.registerButton->setDefaultAction(actions->registerAction);
    ui.editButton->setDefaultAction(actions->editAction);
    ui.deleteButton->setDefaultAction(actions->deleteAction);
    ui.copyButton->setMenu(actions->copyMenu());
    ui.copyButton->setIcon(icon(Icon::Copy));
    ui.copyButton->setText(tr("Copy"));
    ui.moreButton->setMenu(actions->moreMenu());
    ui.moreButton->setIcon(icon(Icon::Menu));
    ui.moreButton->setText(tr("More"));
    ui.filterEdit->setToolTip(filterHelp());
    ui.filterEdit->setAccessibleDescription(filterHelp());
    ui.filterEdit->addAction(icon(Icon::Filter), QLineEdit::LeadingPosition);
    ui.filterMessage->hide();
    ui.workBar->hide();
    ui.countLabel->setMinimumWidth(q->fontMetrics().horizontalAdvance(QStringLiteral("10,000 of 10,000 devices")));
}

void DevicesPage::Private::connectModels()
{
    connect(&context.devices, &DeviceTableModel::loadingChanged, q, [this] { showList(); });
    connect(&context.devices, &DeviceTableModel::totalChanged, q, [this] { showList(); });
    connect(&context.devices, &DeviceTableModel::refreshed, q, [this] {
        wasRead = true;
        if (std::exchange(showsListFailure, false))
            prompt->clear();
        showList();
    });
    connect(&context.devices, &DeviceTableModel::refreshFailed, q, [this](const Failure &failure) {
        showListFailure(failure);
        showList();
    });
    // Pages of a thousand rows come quickly; counting once for several is enough.
    countPause.setSingleShot(true);
    countPause.setInterval(countTime);
    const auto countSoon = [this] {
        if (!countPause.isActive())
            countPause.start();
    };
    connect(filter, &QAbstractItemModel::rowsInserted, q, countSoon);
    connect(filter, &QAbstractItemModel::rowsRemoved, q, countSoon);
    connect(filter, &QAbstractItemModel::modelReset, q, countSoon);
    connect(filter, &QAbstractItemModel::layoutChanged, q, countSoon);
    connect(&countPause, &QTimer::timeout, q, [this] { showList(); });
    connect(&context.session, &ApplicationSession::rightsChanged, q, [this] { refreshActions(); });
    connect(&context.session, &ApplicationSession::credentialsChanged, q, [this] { context.devices.refresh(); });
    connect(ui.deviceTable, &DeviceTable::selectedDevicesChanged, q, [this] { refreshActions(); });
    typingPause.setSingleShot(true);
    typingPause.setInterval(typingTime);
    connect(ui.filterEdit, &QLineEdit::textChanged, q, [this] { typingPause.start(); });
    connect(&typingPause, &QTimer::timeout, q, [this] { applyFilter(); });
    minute.setInterval(std::chrono::seconds(30));
    connect(&minute, &QTimer::timeout, q, [this] { ui.deviceTable->viewport()->update(); });
    minute.start();
}

void DevicesPage::Private::connectSheets()
{
    connect(sheet, &DeviceSheet::closed, q, [this] {
        hideSheets();
        ui.deviceTable->setFocus();
    });
    connect(sheet, &DeviceSheet::registered, q, [this](const Device &device) {
        context.devices.put(device);
        ui.deviceTable->selectDevice(device.devId);
    });
    connect(sheet, &DeviceSheet::registrationEnded, q, [this](const QList<Device> &devices) { showFirmware(devices); });
    connect(sheet, &DeviceSheet::saved, q, [this](const Device &before, const Device &after) {
        context.devices.put(after);
        offerUndo(before, after);
    });
    connect(firmware, &FirmwareSheet::closeWanted, q, [this] {
        hideSheets();
        ui.deviceTable->setFocus();
    });
    connect(firmware, &FirmwareSheet::copied, q,
            [this](const QString &what) { prompt->say(Banner::Level::Info, tr("Copied: %1").arg(what)); });
}

void DevicesPage::Private::restoreState()
{
    const QUuid id = context.session.profile().id;
    ui.deviceTable->restoreState(context.preferences, id, columnsPart);
    ui.splitter->restoreState(context.preferences.state(id, splitterPart));
    ui.sheetStack->hide();
    ui.filterEdit->setText(QString::fromUtf8(context.preferences.state(id, filterPart)));
    typingPause.stop();
    applyFilter();
}

void DevicesPage::Private::applyFilter()
{
    const Result<void> read = filter->setFilterText(ui.filterEdit->text());
    ui.filterMessage->setVisible(!read);
    ui.filterMessage->setProblem(read ? QString() : read.error().text);
    showList();
}

bool DevicesPage::Private::mayWrite() const
{
    return context.session.rights().devices.value_or(true);
}

QString DevicesPage::Private::appId() const
{
    return context.session.appId().toString();
}

void DevicesPage::Private::showList()
{
    const int all = context.devices.rowCount();
    if (filter->rowCount() > 0)
        ui.listStack->setCurrentWidget(ui.tablePage);
    else if (all > 0)
        showEmpty(Icon::Filter, tr("No device fits the filter"),
                  all == 1 ? tr("It hides the only device.")
                           : tr("It hides all %1 devices.").arg(texts::count(quint64(all))),
                  actions->clearFilterAction);
    else if (context.devices.isLoading())
        showEmpty(Icon::Clock, tr("Reading the devices of %1 …").arg(appId()),
                  tr("The first rows come at once, all others as they arrive."), nullptr);
    else if (context.devices.failure())
        showEmpty(Icon::Warning, tr("The devices could not be read"), context.devices.failure()->text,
                  actions->refreshAction);
    else if (wasRead)
        showEmpty(Icon::Device, tr("%1 has no devices yet").arg(appId()),
                  tr("Here will be a row for each device: when it was last seen, how well it is heard, and its EUIs."),
                  actions->registerFirstAction);
    else
        showEmpty(Icon::Device, tr("The devices of %1").arg(appId()), tr("The list was not read yet."),
                  actions->refreshAction);
    showCount();
    refreshActions();
}

void DevicesPage::Private::showEmpty(Icon sign, const QString &title, const QString &text, QAction *action)
{
    ui.emptyPage->show(sign, title, text, action);
    ui.listStack->setCurrentWidget(ui.emptyPage);
}

void DevicesPage::Private::showCount()
{
    const auto shown = quint64(filter->rowCount());
    const auto there = quint64(context.devices.rowCount());
    const quint64 total = context.devices.isLoading() ? std::max(there, context.devices.total().value_or(0)) : there;
    QString text = shown == total ? deviceCountText(int(total))
                                  : tr("%1 of %2").arg(texts::count(shown), deviceCountText(int(total)));
    if (context.devices.isLoading() && there > 0)
        text += tr(" …");
    ui.countLabel->setText(text);
    ui.countLabel->setToolTip(context.devices.isLoading() ? tr("Reading the list") : QString());
}

void DevicesPage::Private::showListFailure(const Failure &failure)
{
    QList<BannerAnswer> answers{
        {QStringLiteral("retryButton"), tr("&Try again"), [this] { context.devices.refresh(); }}};
    const bool isKey = failure.cause == Failure::Cause::KeyRejected || failure.cause == Failure::Cause::RightMissing;
    if (isKey)
        answers.append(
            {QStringLiteral("newKeyButton"), tr("Enter another &key"), [this] { Q_EMIT q->newKeyWanted(); }});
    else
        answers.append({QStringLiteral("checkButton"), tr("Check the &connection"),
                        [this] { Q_EMIT q->connectionCheckWanted(); }});
    showsListFailure = true;
    prompt->fail(failure, answers);
}

void DevicesPage::Private::refreshActions()
{
    const bool maySend = context.session.rights().sendDownlinks.value_or(true);
    actions->refresh(ui.deviceTable->selectedCount(), mayWrite(), maySend, deletion->isRunning());
    ui.copyButton->setEnabled(ui.deviceTable->selectedCount() > 0);
    ui.copyButton->setToolTip(tr("Copy IDs, EUIs and keys of the selected devices"));
    ui.moreButton->setToolTip(tr("More to do with the selected devices"));
    sheet->setLocked(mayWrite() ? QString() : tr("The access key lacks the right \"devices\"."));
}

void DevicesPage::Private::showSheet(QWidget *widget)
{
    ui.sheetStack->setCurrentWidget(widget);
    ui.sheetStack->show();
}

void DevicesPage::Private::hideSheets()
{
    ui.sheetStack->hide();
}

DevicesPage::DevicesPage(const PageContext &context, QWidget *parent)
    : ApplicationPage(context, parent)
    , d(std::make_unique<Private>(this, context))
{
    d->setUp();
    d->connectModels();
    d->connectSheets();
    d->connectActions();
    d->connectDeletion();
    d->restoreState();
    d->showList();
}

DevicesPage::~DevicesPage() = default;

void DevicesPage::showDevice(const DevId &devId)
{
    d->ui.deviceTable->selectDevice(devId);
    d->openEdit(devId);
}

QWidget *DevicesPage::mainPart()
{
    return d->ui.deviceTable;
}

void DevicesPage::activate()
{
    if (!d->wasRead || d->context.devices.failure())
        d->context.devices.refresh();
    d->showList();
}

QString DevicesPage::unsavedWork() const
{
    return d->sheet->unsavedWork();
}

void DevicesPage::saveState()
{
    const QUuid id = session().profile().id;
    Preferences &preferences = d->context.preferences;
    saveColumns(*d->ui.deviceTable, preferences, id, columnsPart);
    preferences.setState(id, filterPart, d->ui.filterEdit->text().toUtf8());
    if (!d->ui.sheetStack->isHidden())
        preferences.setState(id, splitterPart, d->ui.splitter->saveState());
}

} // namespace thingsdesk
