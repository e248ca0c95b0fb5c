// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/payloadpage.h"

#include "gui/base/banner.h"
#include "gui/base/confirmbar.h"
#include "gui/base/emptystate.h"
#include "gui/base/icons.h"
#include "gui/payload/conflictview.h"
#include "gui/payload/downlinktestpane.h"
#include "gui/payload/fileactions.h"
#include "gui/payload/folderlink.h"
#include "gui/payload/formatnames.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/logview.h"
#include "gui/payload/payloadpage_p.h"
#include "gui/payload/replaypane.h"
#include "gui/payload/uplinktestpane.h"
#include "gui/payload/vectorspane.h"
#include "gui/payload/versionbar.h"
#include "payload/endlessloops.h"
#include "settings/preferences.h"

#include <QDir>
#include <QTabWidget>

namespace thingsdesk {

using namespace Qt::StringLiterals;

PayloadPage::Private::Private(PayloadPage &page, const PageContext &pageContext)
    : q(page)
    , context(pageContext)
    , store(pageContext.session)
    , versions(pageContext.session.history().file() + u".versions.json"_s)
    , drafts(pageContext.session.history().file() + u".draft.json"_s)
{
    ui.setupUi(&page);
    page.setObjectName(u"payloadPage"_s);
    banner = new Banner(&page);
    ui.bannerLayout->addWidget(banner);
    question = new ConfirmBar(&page);
    ui.bannerLayout->addWidget(question);
    state = new EmptyState(&page);
    state->setObjectName(u"payloadState"_s);
    ui.pageStack->insertWidget(int(View::State), state);
    setUpWork();
    setUpTests();
    setUpCompare();
    setUpActions();
    setUpHead();
    setUpStore();
    restoreState();
    if (const Result<void> loaded = versions.load(); !loaded)
        banner->showFailure(loaded.error());
    versionBar->setVersions(versions.versions());
    showState(tr("Payload functions"), tr("They are read from the handler when this page is opened."), nullptr);
}

PayloadPage::Private::~Private() = default;

void PayloadPage::Private::setUpHead()
{
    for (const PayloadFormat format : {PayloadFormat::None, PayloadFormat::Custom, PayloadFormat::CayenneLpp})
        ui.formatCombo->addItem(payloadFormatTitle(format), int(format));
    ui.saveButton->setIcon(icon(Icon::Save));
    connect(ui.formatCombo, &QComboBox::currentIndexChanged, this, &Private::takeEdits);
    setUpFiles();
    connect(ui.compareButton, &QPushButton::toggled, this, &Private::setComparing);
    connect(ui.revertButton, &QPushButton::clicked, this, &Private::askToRevert);
    connect(ui.saveButton, &QPushButton::clicked, this, &Private::askToSave);
    connect(&context.session, &ApplicationSession::rightsChanged, this, [this] {
        updateHead();
        if (q.isVisible() && !store.base())
            activate();
    });
    connect(&context.session, &ApplicationSession::credentialsChanged, this, [this] {
        if (q.isVisible() && !store.base())
            activate();
    });
}

void PayloadPage::Private::setUpWork()
{
    editors = new FunctionEditors(&q);
    editors->setObjectName(u"functionEditors"_s);
    ui.workSplitter->insertWidget(0, editors);
    ui.workSplitter->setStretchFactor(0, 3);
    ui.workSplitter->setStretchFactor(1, 2);
    conflict = new ConflictView(&q);
    conflict->setObjectName(u"conflictView"_s);
    ui.pageStack->addWidget(conflict);
    connect(editors, &FunctionEditors::textChanged, this, &Private::takeEdits);
    connect(editors, &FunctionEditors::unsavedChanged, this, &Private::updateHead);
    connect(editors, &FunctionEditors::wrapped, this, [this](FunctionKind kind, const QStringList &notes) {
        banner->showMessage(
            Banner::Level::Info,
            tr("The script is called by a %1 now. %2").arg(functionName(kind), notes.join(u' ')).trimmed());
    });
    connect(editors, &FunctionEditors::currentChanged, this, [this](FunctionKind kind) {
        QWidget *wanted = kind == FunctionKind::Encoder ? static_cast<QWidget *>(downlinkPane) : uplinkPane;
        const QWidget *shown = ui.testTabs->currentWidget();
        if (shown == uplinkPane || shown == downlinkPane)
            ui.testTabs->setCurrentWidget(wanted);
    });
    connect(conflict, &ConflictView::mergeChosen, this, &Private::takeMerge);
    connect(conflict, &ConflictView::editingChosen, this, [this] {
        show(View::Work);
        editors->focusEditor();
    });
}

void PayloadPage::Private::setUpTests()
{
    uplinkPane = new UplinkTestPane(context, &q);
    downlinkPane = new DownlinkTestPane(context, &q);
    vectors = new VectorsPane(context, &q);
    replay = new ReplayPane(context, &q);
    log = new LogView(&q);
    ui.testTabs->addTab(uplinkPane, tr("Uplink"));
    ui.testTabs->addTab(downlinkPane, tr("Downlink"));
    ui.testTabs->addTab(vectors, tr("Tests"));
    ui.testTabs->addTab(replay, tr("Over history"));
    ui.testTabs->addTab(log, tr("Log"));
    const auto connectPane = [this](auto *pane) {
        using Pane = std::remove_pointer_t<decltype(pane)>;
        connect(pane, &Pane::handlerWanted, this, &Private::askHandler);
        connect(pane, &Pane::loggedHere, log, &LogView::setHere);
        connect(pane, &Pane::loggedByHandler, log, &LogView::setHandler);
    };
    connectPane(uplinkPane);
    connectPane(downlinkPane);
    connect(uplinkPane, &UplinkTestPane::errorFound, this, &Private::takeUplinkError);
    connect(downlinkPane, &DownlinkTestPane::errorFound, this, &Private::takeDownlinkError);
    setUpVectors();
    setUpReplay();
    connect(log, &LogView::countChanged, this, [this](int count) {
        ui.testTabs->setTabText(ui.testTabs->indexOf(log), count > 0 ? tr("Log (%1)").arg(count) : tr("Log"));
    });
}

void PayloadPage::Private::setUpReplay()
{
    connect(replay, &ReplayPane::recordWanted, &q, &PayloadPage::recordWanted);
    connect(replay, &ReplayPane::ownFieldsChanged, this, &Private::readFieldPaths);
    connect(replay, &ReplayPane::failed, this, [this](const Failure &failure) { banner->showFailure(failure); });
    connect(replay, &ReplayPane::exported, this, [this](const QString &file, qsizetype rows) {
        banner->showPassing(Banner::Level::Success,
                            tr("%1 rows saved as %2.").arg(rows).arg(QDir::toNativeSeparators(file)));
    });
}

void PayloadPage::Private::setUpStore()
{
    connect(&store, &FunctionStore::found, this, &Private::takeFound);
    connect(&store, &FunctionStore::readFailed, this, &Private::takeReadFailure);
    connect(&store, &FunctionStore::saved, this, &Private::takeSaved);
    connect(&store, &FunctionStore::saveFailed, this, &Private::takeSaveFailure);
    connect(&store, &FunctionStore::conflicted, this, &Private::showConflict);
    connect(&store, &FunctionStore::busyChanged, this, &Private::updateHead);
    connect(&drafts, &DraftKeeper::failed, this, [this](const Failure &failure) { banner->showFailure(failure); });
}

QAction *PayloadPage::Private::addPageAction(const QString &name, const QString &text, const QKeySequence &key)
{
    auto *action = new QAction(text, &q);
    action->setObjectName(name);
    if (!key.isEmpty()) {
        action->setShortcut(key);
        q.addAction(action); // only while the page is shown
    }
    return action;
}

void PayloadPage::Private::setUpActions()
{
    const auto add = [this](const QString &name, const QString &text, auto slot, const QKeySequence &key = {}) {
        QAction *action = addPageAction(name, text, key);
        connect(action, &QAction::triggered, this, slot);
        return action;
    };
    add(
        u"saveAction"_s, tr("Save"), [this] { ui.saveButton->click(); }, QKeySequence::Save);
    QAction *ask = add(u"askHandlerAction"_s, tr("Ask the handler"), &Private::askHandler);
    ask->setShortcuts({Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    q.addAction(ask);
    add(
        u"showTestAction"_s, tr("Go to the test"),
        [this] { ui.testTabs->currentWidget()->setFocus(Qt::ShortcutFocusReason); }, Qt::Key_F6);
    add(
        u"showEditorAction"_s, tr("Go to the editor"), [this] { editors->focusEditor(); }, Qt::SHIFT | Qt::Key_F6);
    retrySaveAction = add(u"retrySaveAction"_s, tr("Try again"), &Private::save);
    retryReadAction = add(u"retryReadAction"_s, tr("Try again"), &Private::activate);
    showTheirsAction = add(u"showTheirsAction"_s, tr("Show the versions"), [this] { showConflict(theirs); });
    newKeyAction = add(u"newKeyAction"_s, tr("Enter another key"), [this] { Q_EMIT q.newKeyWanted(); });
    undoRevertAction = add(u"undoRevertAction"_s, tr("Undo"), &Private::undoRevert);
    loadFilesAction = add(u"loadFilesAction"_s, tr("Take the files"), [this] {
        banner->clear();
        files->folder().loadAll();
    });
    dropDraftAction = add(u"dropDraftAction"_s, tr("Drop them"), &Private::revert);
}

void PayloadPage::Private::restoreState()
{
    const QUuid id = context.session.profile().id;
    ui.workSplitter->restoreState(context.preferences.state(id, u"payload/splitter"_s));
    const int indent = context.preferences.state({}, u"payload/indent"_s).toInt();
    editors->setIndentSize(indent == 4 ? 4 : 2);
}

void PayloadPage::Private::saveState() const
{
    const QUuid id = context.session.profile().id;
    context.preferences.setState(id, u"payload/splitter"_s, ui.workSplitter->saveState());
    context.preferences.setState({}, u"payload/indent"_s, QByteArray::number(editors->indentSize()));
}

void PayloadPage::Private::askHandler()
{
    if (view() != View::Work || !mayUseSettings() || hasEndlessLoop())
        return;
    if (ui.testTabs->currentWidget() == downlinkPane)
        downlinkPane->askHandler();
    else
        uplinkPane->askHandler();
}

bool PayloadPage::Private::hasEndlessLoop() const
{
    const PayloadFunctions functions = editors->functions();
    for (const FunctionKind kind : allFunctionKinds) {
        const std::optional<EndlessLoop> loop = findEndlessLoop(functionText(functions, kind));
        if (!loop)
            continue;
        editors->setCurrent(kind);
        editors->showError(ScriptError{kind, loop->line, EndlessLoop::explanation()}, {kind});
        banner->showMessage(Banner::Level::Error, tr("Not sent, because of line %1 of the %2. %3")
                                                      .arg(loop->line)
                                                      .arg(functionName(kind), EndlessLoop::explanation()));
        return true;
    }
    return false;
}

void PayloadPage::Private::takeUplinkError(const std::optional<ScriptError> &error) const
{
    editors->showError(error, {FunctionKind::Decoder, FunctionKind::Converter, FunctionKind::Validator});
}

void PayloadPage::Private::takeDownlinkError(const std::optional<ScriptError> &error) const
{
    editors->showError(error, {FunctionKind::Encoder});
}

PayloadPage::PayloadPage(const PageContext &context, QWidget *parent)
    : ApplicationPage(context, parent)
    , d(std::make_unique<Private>(*this, context))
{
}

PayloadPage::~PayloadPage() = default;

QWidget *PayloadPage::mainPart()
{
    return d->mainPart();
}

void PayloadPage::activate()
{
    d->activate();
}

QString PayloadPage::unsavedWork() const
{
    return d->unsavedWork();
}

void PayloadPage::dropUnsavedWork()
{
    d->dropUnsavedWork();
}

void PayloadPage::saveState()
{
    d->saveState();
}

void PayloadPage::testUplink(const UplinkMessage &uplink)
{
    d->testTabs()->setCurrentWidget(d->uplinkPane);
    d->uplinkPane->setUplink(uplink);
}

} // namespace thingsdesk
