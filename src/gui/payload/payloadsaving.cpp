// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PayloadPage that reads, compares, saves and reverts.
#include "core/futures.h"
#include "gui/base/banner.h"
#include "gui/base/confirmbar.h"
#include "gui/base/emptystate.h"
#include "gui/payload/conflictview.h"
#include "gui/payload/downlinktestpane.h"
#include "gui/payload/fileactions.h"
#include "gui/payload/formatnames.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage_p.h"
#include "gui/payload/replaypane.h"
#include "gui/payload/scripteditor.h"
#include "gui/payload/uplinktestpane.h"
#include "gui/payload/vectorspane.h"

#include <QApplication>

namespace thingsdesk {

using namespace Qt::StringLiterals;

bool PayloadPage::Private::mayUseSettings() const
{
    return context.session.rights().settings.value_or(true);
}

QString PayloadPage::Private::missingRight() const
{
    return tr("The access key lacks the right \"settings\", which reading and changing them needs.");
}

PayloadFormat PayloadPage::Private::format() const
{
    return PayloadFormat(ui.formatCombo->currentData().toInt());
}

void PayloadPage::Private::setFormat(PayloadFormat format)
{
    const QSignalBlocker blocker(ui.formatCombo);
    int index = ui.formatCombo->findData(int(format));
    if (index < 0) {
        ui.formatCombo->addItem(payloadFormatTitle(format), int(format));
        index = ui.formatCombo->count() - 1;
    }
    ui.formatCombo->setCurrentIndex(index);
}

bool PayloadPage::Private::isFormatUnsaved() const
{
    return store.base() && store.base()->format != format();
}

int PayloadPage::Private::unsavedCount() const
{
    return store.base() ? editors->unsavedCount() + (isFormatUnsaved() ? 1 : 0) : 0;
}

QStringList PayloadPage::Private::unsavedNames() const
{
    QStringList names;
    if (!store.base())
        return names;
    for (const FunctionKind kind : allFunctionKinds) {
        if (editors->isUnsaved(kind))
            names.append(functionName(kind));
    }
    if (isFormatUnsaved())
        names.append(tr("format"));
    return names;
}

QString PayloadPage::Private::unsavedWork() const
{
    const QStringList names = unsavedNames();
    return names.isEmpty() ? QString() : tr("Payload functions (%1)").arg(names.join(u", "_s));
}

void PayloadPage::Private::show(View view)
{
    ui.pageStack->setCurrentIndex(int(view));
    if (view != View::Compare) {
        const QSignalBlocker blocker(ui.compareButton);
        ui.compareButton->setChecked(false);
    }
    updateHead();
}

void PayloadPage::Private::showState(const QString &title, const QString &text, QAction *action)
{
    state->show(Icon::Code, title, text, action);
    if (!store.base()) {
        const QSignalBlocker blocker(ui.formatCombo);
        ui.formatCombo->setCurrentIndex(-1);
    }
    show(View::State);
}

void PayloadPage::Private::showMissingRight()
{
    banner->clear();
    showState(tr("Payload functions cannot be read"), missingRight(), newKeyAction);
}

void PayloadPage::Private::takeEdits()
{
    const PayloadFunctions functions = editors->functions();
    uplinkPane->setFunctions(format(), functions);
    downlinkPane->setFunctions(format(), functions);
    vectors->setFunctions(format(), functions);
    replay->setEdited(format(), functions);
    if (store.base())
        replay->setSaved(store.base()->format, store.base()->functions);
    keepDraft(functions);
    updateHead();
}

void PayloadPage::Private::updateHead()
{
    const bool isThere = store.base().has_value();
    const bool isWorking = isThere && (view() == View::Work || view() == View::Compare);
    const int unsaved = unsavedCount();
    const bool mayUse = mayUseSettings();
    ui.unsavedLabel->setText(unsaved > 0 ? tr("● %1 unsaved").arg(unsaved) : QString());
    ui.formatHintLabel->setText(isThere ? payloadFormatHint(format(), editors->functions() != PayloadFunctions())
                                        : QString());
    ui.formatCombo->setEnabled(isWorking && mayUse);
    ui.fileButton->setEnabled(isThere);
    files->setOpeningEnabled(isWorking && mayUse);
    const bool hasOthers = editors->unsavedCount() > 0 || versions.versions().size() > 1;
    ui.compareButton->setEnabled(isWorking && (hasOthers || view() == View::Compare));
    ui.revertButton->setEnabled(isWorking && unsaved > 0);
    ui.saveButton->setEnabled(isWorking && unsaved > 0 && mayUse && !store.isBusy());
    const QString reason = mayUse ? QString() : missingRight();
    ui.formatCombo->setToolTip(reason);
    ui.saveButton->setToolTip(!mayUse ? reason : tr("Save at the handler (Ctrl+S)"));
    ui.compareButton->setToolTip(tr("Your functions beside those at the handler, or beside an earlier version"));
    ui.revertButton->setToolTip(tr("Back to what is saved at the handler"));
    editors->setReadOnly(!mayUse);
    uplinkPane->setHandlerEnabled(mayUse, reason);
    downlinkPane->setHandlerEnabled(mayUse, reason);
}

void PayloadPage::Private::activate()
{
    if (!store.base() && !mayUseSettings())
        return showMissingRight();
    if (!store.base())
        showState(tr("Reading the payload functions…"), tr("They come from the application's handler."), nullptr);
    store.read();
    uplinkPane->takeLastUplink();
    readFieldPaths();
}

void PayloadPage::Private::readFieldPaths()
{
    whenFinished<QStringList>(this, context.session.history().fieldPaths(), [this](Future<QStringList> done) {
        if (const Result<QStringList> paths = resultOf(done))
            takeFieldPaths(*paths);
    });
}

void PayloadPage::Private::takeFieldPaths(const QStringList &paths) const
{
    editors->setFields(paths);
    replay->setFields(paths);
}

void PayloadPage::Private::begin(const Application &application)
{
    store.accept(application);
    setFormat(application.format);
    editors->setSaved(application.functions);
    keepVersion(application);
    takeEdits();
    if (view() != View::State)
        return;
    show(View::Work);
    const QWidget *focused = QApplication::focusWidget();
    if (q.isVisible() && (!focused || q.isAncestorOf(focused)))
        editors->focusEditor();
}

void PayloadPage::Private::takeFound(const Application &application)
{
    if (!store.base()) {
        banner->clear();
        const Result<std::optional<FunctionDraft>> draft = drafts.load(); // begin() would end it
        begin(application);
        restoreDraft(draft, application);
        return followAgain();
    }
    if (FunctionStore::isSame(application, *store.base()))
        return;
    if (unsavedCount() == 0) {
        begin(application);
        banner->showPassing(Banner::Level::Info,
                            tr("Someone changed the payload functions at the handler. This is their present state."));
        return;
    }
    theirs = application;
    banner->showMessage(
        Banner::Level::Warning,
        tr("Someone else changed the payload functions at the handler while you were editing. Nothing of "
           "theirs is overwritten without asking."),
        {showTheirsAction});
}

void PayloadPage::Private::takeReadFailure(const Failure &failure)
{
    if (failure.kind == Failure::Kind::Cancelled)
        return;
    if (store.base())
        return banner->showFailure(failure, {retryReadAction});
    if (failure.cause == Failure::Cause::RightMissing)
        return showMissingRight();
    showState(tr("Payload functions cannot be read"), tr("Nothing can be edited before they are read."),
              retryReadAction);
    banner->showFailure(failure);
}

void PayloadPage::Private::save()
{
    if (!ui.saveButton->isEnabled() || hasEndlessLoop())
        return;
    const PayloadFunctions functions = editors->functions();
    if (format() == PayloadFormat::None && isFormatUnsaved() && functions != PayloadFunctions()) {
        banner->showMessage(Banner::Level::Error, payloadFormatHint(PayloadFormat::None, true));
        return;
    }
    banner->clear();
    store.save(format(), functions);
}

/// Saves; where tests fail only after a question.
void PayloadPage::Private::askToSave()
{
    if (!ui.saveButton->isEnabled() || vectors->failedCount() == 0)
        return save();
    ui.testTabs->setCurrentWidget(vectors);
    ConfirmBar::Question asked;
    asked.text = tr("%1 of %2 tests fail with these functions. Save them all the same?")
                     .arg(vectors->failedCount())
                     .arg(vectors->count());
    asked.action = tr("Save");
    question->ask(asked, [this](bool) { save(); });
}

void PayloadPage::Private::takeSaved(const Application &application)
{
    setFormat(application.format);
    editors->setSaved(application.functions);
    keepVersion(application);
    takeEdits();
    if (view() == View::Compare)
        showComparison();
    banner->showPassing(Banner::Level::Success, tr("Saved. The next uplinks and downlinks use it."));
}

void PayloadPage::Private::takeSaveFailure(const Failure &failure)
{
    Failure told = failure;
    told.text = tr("Not saved; your texts are kept here. %1").arg(failure.text);
    editors->setSaved(store.base()->functions); // a part may have been written
    updateHead();
    banner->showFailure(told, {retrySaveAction});
}

void PayloadPage::Private::showConflict(const Application &application)
{
    theirs = application;
    banner->clear();
    conflict->setVersions({store.base()->format, store.base()->functions}, {theirs.format, theirs.functions},
                          {format(), editors->functions()});
    show(View::Conflict);
}

void PayloadPage::Private::takeMerge()
{
    const ConflictView::Version merged = conflict->merged();
    store.accept(theirs);
    editors->setSaved(theirs.functions);
    for (const FunctionKind kind : allFunctionKinds)
        editors->setText(kind, functionText(merged.functions, kind));
    setFormat(merged.format);
    takeEdits();
    show(View::Work);
    if (unsavedCount() > 0)
        save();
    else
        banner->showPassing(Banner::Level::Info, tr("Their versions are kept. There is nothing to save."));
}

void PayloadPage::Private::askToRevert()
{
    ConfirmBar::Question asked;
    asked.text = tr("Revert to what is saved at the handler? This takes back your changes of: %1. It can be undone.")
                     .arg(unsavedNames().join(u", "_s));
    asked.action = tr("Revert");
    question->ask(asked, [this](bool) { revert(); });
}

void PayloadPage::Private::revert()
{
    reverted.clear();
    revertedFormat = format();
    for (const FunctionKind kind : allFunctionKinds) {
        if (!editors->isUnsaved(kind))
            continue;
        reverted.append(kind);
        editors->setText(kind, functionText(store.base()->functions, kind));
    }
    setFormat(store.base()->format);
    takeEdits();
    if (view() == View::Compare)
        show(View::Work);
    banner->showMessage(Banner::Level::Info, tr("Reverted to what is saved."), {undoRevertAction});
}

void PayloadPage::Private::undoRevert()
{
    for (const FunctionKind kind : std::as_const(reverted))
        editors->undo(kind);
    setFormat(revertedFormat);
    takeEdits();
    banner->clear();
}

} // namespace thingsdesk
