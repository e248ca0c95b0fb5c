// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to payloadpage.

#include "gui/payload/draftkeeper.h"
#include "gui/payload/functionstore.h"
#include "gui/payload/payloadpage.h"
#include "gui/payload/scripterror.h"
#include "gui/payload/versionfile.h"

#include "ui_payloadpage.h"

class QTabBar;

namespace thingsdesk {

class Banner;
class ConfirmBar;
class ConflictView;
class DifferenceView;
class DownlinkTestPane;
class EmptyState;
class FileActions;
class FunctionEditors;
class LogView;
class ReplayPane;
class UplinkTestPane;
class VectorsPane;
class VersionBar;

class PayloadPage::Private final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Private)
public:
    Private(PayloadPage &page, const PageContext &pageContext);
    ~Private() override;

    QWidget *mainPart() const { return editors->tabs(); }
    void activate();
    void saveState() const;
    QString unsavedWork() const;
    void dropUnsavedWork() { drafts.set({}); }

    PayloadPage &q;
    UplinkTestPane *uplinkPane = nullptr;
    QTabWidget *testTabs() const { return ui.testTabs; }

private:
    enum class View { State, Work, Compare, Conflict };

    void setUpHead();
    void setUpFiles();
    void followAgain();
    void setUpWork();
    void setUpTests();
    void setUpVectors();
    void showVectors() const;
    void setUpReplay();
    void setUpCompare();
    void setUpStore();
    void setUpActions();
    QAction *addPageAction(const QString &name, const QString &text, const QKeySequence &key);
    void restoreState();

    bool mayUseSettings() const;
    QString missingRight() const;
    PayloadFormat format() const;
    void setFormat(PayloadFormat format);
    bool isFormatUnsaved() const;
    int unsavedCount() const;
    QStringList unsavedNames() const;

    void show(View view);
    View view() const { return View(ui.pageStack->currentIndex()); }
    void showMissingRight();
    void showState(const QString &title, const QString &text, QAction *action);
    void takeEdits();
    void updateHead();

    void takeFound(const Application &application);
    void takeReadFailure(const Failure &failure);
    void readFieldPaths();
    void takeFieldPaths(const QStringList &paths) const;
    void begin(const Application &application);
    void save();
    void askToSave();
    void takeSaved(const Application &application);
    void takeSaveFailure(const Failure &failure);
    void showConflict(const Application &application);
    void takeMerge();
    void askToRevert();
    void revert();
    void undoRevert();
    void setComparing(bool comparing);
    void showComparison() const;
    void restore();
    void keepVersion(const Application &application);
    void keepDraft(const PayloadFunctions &edited);
    void restoreDraft(const Result<std::optional<FunctionDraft>> &found, const Application &present);

    void askHandler();
    /// Shows a loop that the handler can never stop; such functions must not be sent.
    bool hasEndlessLoop() const;
    void takeUplinkError(const std::optional<ScriptError> &error) const;
    void takeDownlinkError(const std::optional<ScriptError> &error) const;

public: // for the files that this page is spread over
    PageContext context;
    Ui::PayloadPage ui;
    FunctionStore store;
    VersionFile versions;
    DraftKeeper drafts;
    Banner *banner = nullptr;
    ConfirmBar *question = nullptr;
    EmptyState *state = nullptr;
    FunctionEditors *editors = nullptr;
    DownlinkTestPane *downlinkPane = nullptr;
    VectorsPane *vectors = nullptr;
    ReplayPane *replay = nullptr;
    LogView *log = nullptr;
    FileActions *files = nullptr;
    DifferenceView *comparison = nullptr;
    VersionBar *versionBar = nullptr;
    QTabBar *comparisonTabs = nullptr;
    ConflictView *conflict = nullptr;
    QAction *retrySaveAction = nullptr;
    QAction *retryReadAction = nullptr;
    QAction *showTheirsAction = nullptr;
    QAction *newKeyAction = nullptr;
    QAction *undoRevertAction = nullptr;
    QAction *dropDraftAction = nullptr;
    QAction *loadFilesAction = nullptr;
    Application theirs;           ///< what someone else saved
    QList<FunctionKind> reverted; ///< of the last revert, for its undo
    PayloadFormat revertedFormat = PayloadFormat::None;
};

} // namespace thingsdesk
