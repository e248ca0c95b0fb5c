// SPDX-License-Identifier: GPL-3.0-or-later
// What the device page does: everything that asks the server.
#include "gui/base/clipboard.h"
#include "gui/base/texts.h"
#include "gui/devices/deviceactions.h"
#include "gui/devices/deviceediting.h"
#include "gui/devices/devicesheet.h"
#include "gui/devices/devicespage_p.h"
#include "gui/devices/firmwaresheet.h"

#include <QAction>

namespace thingsdesk {

namespace {

QString namesOf(const QList<DevId> &ids)
{
    constexpr qsizetype shown = 5;
    QStringList names;
    for (const DevId &id : ids.first(std::min(shown, ids.size())))
        names.append(texts::plain(id.toString(), 40));
    if (ids.size() > shown)
        names.append(DevicesPage::tr("and %1 more").arg(texts::count(quint64(ids.size() - shown))));
    return names.join(QStringLiteral(", "));
}

} // namespace

void DevicesPage::Private::connectActions()
{
    connect(actions->registerAction, &QAction::triggered, q, [this] { openNew(); });
    connect(actions->editAction, &QAction::triggered, q, [this] {
        if (const QList<DevId> ids = ui.deviceTable->selectedIds(); ids.size() == 1)
            openEdit(ids.first());
    });
    connect(ui.deviceTable, &QTableView::doubleClicked, q, [this] { actions->editAction->trigger(); });
    connect(actions->deleteAction, &QAction::triggered, q, [this] { askToDelete(); });
    connect(actions->refreshAction, &QAction::triggered, q, [this] { context.devices.refresh(); });
    connect(actions->undoAction, &QAction::triggered, q, [this] { runUndo(); });
    connect(actions->clearFilterAction, &QAction::triggered, ui.filterEdit, &QLineEdit::clear);
    connect(actions->trafficAction, &QAction::triggered, q, [this] { showTraffic(); });
    connect(actions->downlinkAction, &QAction::triggered, q, [this] { sendDownlink(); });
    connect(actions->simulateAction, &QAction::triggered, q,
            [this] { ui.simulateForm->open(ui.deviceTable->selectedIds().value(0)); });
    connect(actions->firmwareAction, &QAction::triggered, q, [this] { readFirmware(); });
    connect(actions->personalizeAction, &QAction::triggered, q, [this] { askToPersonalize(); });
    connect(actions->copyMenu(), &DeviceCopyMenu::copyWanted, q,
            [this](CopiedField field, CopyForm form) { copy(field, form); });
    connect(ui.simulateForm, &SimulateForm::sendWanted, q,
            [this](const DevId &devId, const QByteArray &bytes, quint8 port) { simulate(devId, bytes, port); });
    connect(ui.deviceTable, &QWidget::customContextMenuRequested, q, [this](const QPoint &position) {
        actions->contextMenu()->popup(ui.deviceTable->viewport()->mapToGlobal(position));
    });
}

void DevicesPage::Private::connectDeletion()
{
    connect(ui.workCancelButton, &QPushButton::clicked, deletion, &DeviceDeletion::cancel);
    connect(deletion, &DeviceDeletion::progressed, q, [this](int done, int total) {
        ui.workProgress->setRange(0, total);
        ui.workProgress->setValue(done);
        ui.workProgress->setFormat(tr("%1 of %2").arg(texts::count(quint64(done)), texts::count(quint64(total))));
    });
    connect(deletion, &DeviceDeletion::deviceDeleted, q, [this](const DevId &devId) {
        context.devices.remove(devId);
        if (sheet->isOpen() && sheet->devId() == devId && sheet->unsavedWork().isEmpty())
            sheet->leave([] {});
    });
    connect(deletion, &DeviceDeletion::deviceRestored, q,
            [this](const Device &device) { context.devices.put(device); });
    connect(deletion, &DeviceDeletion::deletionFinished, q,
            [this](int left, const std::optional<Failure> &failure) { deletionFinished(left, failure); });
    connect(deletion, &DeviceDeletion::undoFinished, q,
            [this](const std::optional<Failure> &failure) { undoFinished(failure); });
}

void DevicesPage::Private::fail(const Failure &failure, const std::function<void()> &again) const
{
    QList<BannerAnswer> answers;
    if (failure.isTransient())
        answers.append({QStringLiteral("tryAgainButton"), tr("&Try again"), again});
    prompt->fail(failure, answers);
}

void DevicesPage::Private::openNew()
{
    sheet->leave([this] {
        showSheet(sheet);
        sheet->openNew();
    });
}

void DevicesPage::Private::openEdit(const DevId &devId)
{
    if (!ui.sheetStack->isHidden() && sheet->isOpen() && sheet->devId() == devId)
        return;
    sheet->leave([this, devId] {
        showSheet(sheet);
        sheet->openEdit(devId);
    });
}

void DevicesPage::Private::copy(CopiedField field, CopyForm form)
{
    const QList<DevId> ids = ui.deviceTable->selectedIds();
    if (isSecret(field)) {
        if (ids.size() == 1)
            copyFromServer(ids.first(), field, form);
        return;
    }
    QStringList lines;
    for (const DevId &id : ids) {
        if (const Device *device = context.devices.device(id))
            lines.append(copiedText(*device, field, form));
    }
    lines.removeAll(QString());
    if (lines.isEmpty()) {
        prompt->say(Banner::Level::Info, tr("There is no %1 to copy.").arg(copiedFieldName(field)));
        return;
    }
    copyText(lines.join(u'\n'));
    prompt->say(Banner::Level::Info,
                lines.size() == 1
                    ? tr("Copied: %1 of %2").arg(copiedFieldName(field), namesOf(ids))
                    : tr("Copied: %1 of %2").arg(copiedFieldName(field), deviceCountText(int(lines.size()))));
}

void DevicesPage::Private::copyFromServer(const DevId &devId, CopiedField field, CopyForm form)
{
    whenFinished<Device>(
        q, devicecalls::read(q, context.session, devId), [this, devId, field, form](Future<Device> finished) {
            const Result<Device> device = resultOf<Device>(finished);
            if (!device)
                return fail(device.error(), [=, this] { copyFromServer(devId, field, form); });
            const QString text = copiedText(*device, field, form);
            if (text.isEmpty()) {
                prompt->say(Banner::Level::Info, tr("%1 has no %2.").arg(devId.toString(), copiedFieldName(field)));
                return;
            }
            copySecretText(text);
            prompt->say(Banner::Level::Info, tr("Copied: %1 of %2. It leaves the clipboard after 30 seconds.")
                                                 .arg(copiedFieldName(field), devId.toString()));
        });
}

void DevicesPage::Private::showTraffic()
{
    HistoryFilter wanted;
    for (const DevId &id : ui.deviceTable->selectedIds())
        wanted.devices.insert(id);
    Q_EMIT q->trafficWanted(wanted);
}

void DevicesPage::Private::sendDownlink()
{
    DownlinkMessage draft;
    draft.appId = context.session.appId();
    draft.devId = ui.deviceTable->selectedIds().value(0);
    draft.port = 1;
    Q_EMIT q->downlinkWanted(draft);
}

void DevicesPage::Private::simulate(const DevId &devId, const QByteArray &bytes, quint8 port)
{
    ui.simulateForm->setBusy(true);
    whenFinished<void>(q, devicecalls::simulateUplink(q, context.session, devId, bytes, port),
                       [this, devId, bytes, port](Future<void> finished) {
                           ui.simulateForm->setBusy(false);
                           const Result<void> sent = resultOf<void>(finished);
                           if (sent)
                               prompt->say(Banner::Level::Success,
                                           tr("The network published an uplink from %1.").arg(devId.toString()));
                           else
                               fail(sent.error(), [=, this] { simulate(devId, bytes, port); });
                       });
}

void DevicesPage::Private::showFirmware(const QList<Device> &devices)
{
    firmware->setDevices(devices);
    showSheet(firmware);
}

void DevicesPage::Private::readFirmware()
{
    const DevId devId = ui.deviceTable->selectedIds().value(0);
    sheet->leave([this, devId] {
        whenFinished<Device>(q, devicecalls::read(q, context.session, devId), [this](Future<Device> finished) {
            const Result<Device> device = resultOf<Device>(finished);
            if (device)
                showFirmware({*device});
            else
                fail(device.error(), [this] { readFirmware(); });
        });
    });
}

void DevicesPage::Private::askToDelete()
{
    const QList<DevId> ids = ui.deviceTable->selectedIds();
    if (ids.isEmpty() || deletion->isRunning())
        return;
    const QString what =
        ids.size() == 1 ? namesOf(ids) : deviceCountText(int(ids.size())) + QStringLiteral(": ") + namesOf(ids);
    const QString question = tr("Delete %1? The network forgets keys, counters and queued downlinks, and hears them no "
                                "more. Messages that were received stay here.")
                                 .arg(what);
    prompt->ask(Banner::Level::Warning, question,
                {{QStringLiteral("confirmDeleteButton"), tr("&Delete"),
                  [this, ids] {
                      setUndo({}, {}); // what was deleted before goes from memory
                      setWork(tr("Deleting"));
                      deletion->start(ids);
                      refreshActions();
                  }},
                 {QStringLiteral("keepDevicesButton"), tr("&Keep"), [this] { ui.deviceTable->setFocus(); }}});
}

void DevicesPage::Private::setWork(const QString &text)
{
    ui.workLabel->setText(text);
    ui.workBar->setVisible(!text.isEmpty());
}

void DevicesPage::Private::deletionFinished(int left, const std::optional<Failure> &failure)
{
    setWork({});
    refreshActions();
    const int count = int(deletion->deleted().size());
    QString text = tr("%1 deleted.").arg(deviceCountText(count));
    if (left > 0)
        text += tr(" %1 left as they are.").arg(deviceCountText(left));
    if (failure)
        text += u' ' + failure->text;
    if (count == 0) {
        if (failure)
            prompt->fail(*failure);
        else
            prompt->say(Banner::Level::Info, text);
        return;
    }
    text += tr(" Undo registers them again with keys and counters, as long as this window is open.");
    setUndo(tr("Und&o the deletion"), [this] { undoDeletion(); });
    prompt->ask(failure ? Banner::Level::Warning : Banner::Level::Success, text,
                {{QStringLiteral("undoDeleteButton"), tr("&Undo"), [this] { runUndo(); }}});
}

void DevicesPage::Private::undoDeletion()
{
    setWork(tr("Registering again"));
    deletion->undo();
    refreshActions();
}

void DevicesPage::Private::setUndo(const QString &text, const std::function<void()> &work)
{
    undo = work;
    actions->setUndo(text);
}

void DevicesPage::Private::runUndo()
{
    if (deletion->isRunning() || !undo)
        return;
    const std::function<void()> work = std::exchange(undo, {});
    actions->setUndo({});
    work();
}

void DevicesPage::Private::undoFinished(const std::optional<Failure> &failure)
{
    setWork({});
    refreshActions();
    const int missing = int(deletion->deleted().size());
    if (missing == 0) {
        prompt->say(Banner::Level::Success, tr("The deleted devices are registered again, as they were."));
        return;
    }
    QString text = tr("Not registered again yet: %1.").arg(deviceCountText(missing));
    if (failure)
        text += u' ' + failure->text;
    setUndo(tr("G&o on registering again"), [this] { undoDeletion(); });
    prompt->ask(Banner::Level::Warning, text,
                {{QStringLiteral("undoDeleteButton"), tr("&Go on"), [this] { runUndo(); }}});
}

void DevicesPage::Private::askToPersonalize()
{
    const DevId devId = ui.deviceTable->selectedIds().value(0);
    prompt->ask(Banner::Level::Warning,
                tr("Convert %1 to ABP? It gets a new DevAddr and new session keys, its AppKey is removed and its "
                   "counters begin at 0. The device in the field is not heard any more until its firmware has the new "
                   "values.")
                    .arg(devId.toString()),
                {{QStringLiteral("confirmPersonalizeButton"), tr("&Convert"), [this, devId] { personalize(devId); }},
                 {QStringLiteral("keepDevicesButton"), tr("&Keep"), [this] { ui.deviceTable->setFocus(); }}});
}

void DevicesPage::Private::personalize(const DevId &devId)
{
    sheet->leave([this, devId] {
        whenFinished<DeviceSaving>(q, devicecalls::personalize(q, context.session, devId),
                                   [this, devId](Future<DeviceSaving> finished) {
                                       const Result<DeviceSaving> done = resultOf<DeviceSaving>(finished);
                                       if (!done)
                                           return fail(done.error(), [this, devId] { personalize(devId); });
                                       context.devices.put(done->after);
                                       showFirmware({done->after});
                                       offerUndo(done->before, done->after);
                                   });
    });
}

void DevicesPage::Private::offerUndo(const Device &before, const Device &after)
{
    const bool touchedCounters = before.counterUp != after.counterUp || before.counterDown != after.counterDown;
    const QString counters =
        touchedCounters ? tr("the counters stay reset") : tr("the counters stay as the network has them by then");
    prompt->ask(Banner::Level::Success,
                tr("%1 is saved. Undo brings back the values from before; %2.").arg(after.devId.toString(), counters),
                {{QStringLiteral("undoEditButton"), tr("&Undo"), [this] { runUndo(); }}});
    setUndo(tr("Und&o the change of %1").arg(after.devId.toString()),
            [this, before, after] { undoEdit(before, after); });
}

void DevicesPage::Private::undoEdit(const Device &before, const Device &after)
{
    const DeviceChanges changes = deviceChangesWithoutCounters(after, before);
    if (changes.isEmpty()) {
        prompt->say(Banner::Level::Info, tr("Only counters were reset: that cannot be taken back."));
        return;
    }
    whenFinished<Device>(q, devicecalls::change(q, context.session, after.devId, changes),
                         [this, before, after](Future<Device> finished) {
                             const Result<Device> restored = resultOf<Device>(finished);
                             if (!restored) {
                                 setUndo(tr("Und&o the change of %1").arg(after.devId.toString()),
                                         [=, this] { undoEdit(before, after); });
                                 fail(restored.error(), [this] { runUndo(); });
                                 return;
                             }
                             context.devices.put(*restored);
                             prompt->say(Banner::Level::Success,
                                         tr("%1 has its values from before again.").arg(restored->devId.toString()));
                         });
}

} // namespace thingsdesk
