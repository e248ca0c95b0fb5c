// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PayloadPage that shows the edited functions beside others: those at the handler, and earlier versions.
#include "gui/base/banner.h"
#include "gui/base/texts.h"
#include "gui/payload/differenceview.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage_p.h"
#include "gui/payload/versionbar.h"

#include <QShortcut>
#include <QTabBar>

namespace thingsdesk {

using namespace Qt::StringLiterals;

void PayloadPage::Private::setUpCompare()
{
    comparisonTabs = new QTabBar(&q);
    comparisonTabs->setObjectName(u"compareTabs"_s);
    comparisonTabs->setAccessibleName(tr("Function to compare"));
    comparisonTabs->setDocumentMode(true);
    comparisonTabs->setExpanding(false);
    for (const FunctionKind kind : allFunctionKinds)
        comparisonTabs->addTab(functionName(kind));
    comparison = new DifferenceView({tr("Saved at the handler"), tr("Yours")}, &q);
    comparison->setObjectName(u"compareDifference"_s);
    versionBar = new VersionBar(&q);
    ui.compareLayout->addWidget(versionBar);
    ui.compareLayout->addWidget(comparisonTabs);
    ui.compareLayout->addWidget(comparison, 1);
    connect(comparisonTabs, &QTabBar::currentChanged, this, &Private::showComparison);
    connect(versionBar, &VersionBar::chosen, this, &Private::showComparison);
    connect(versionBar, &VersionBar::noteEdited, this, [this](qsizetype index, const QString &note) {
        if (const Result<void> kept = versions.setNote(index, note); !kept)
            banner->showFailure(kept.error());
        versionBar->setVersions(versions.versions());
    });
    connect(versionBar, &VersionBar::restoreWanted, this, &Private::restore);
    auto *back = new QShortcut(Qt::Key_Escape, ui.comparePage);
    back->setContext(Qt::WidgetWithChildrenShortcut);
    connect(back, &QShortcut::activated, this, [this] { ui.compareButton->setChecked(false); });
}

void PayloadPage::Private::setComparing(bool comparing)
{
    if (!comparing) {
        show(View::Work);
        return editors->focusEditor();
    }
    show(View::Compare);
    FunctionKind shown = editors->current();
    for (const FunctionKind kind : allFunctionKinds) {
        if (!editors->isUnsaved(shown) && editors->isUnsaved(kind))
            shown = kind;
        comparisonTabs->setTabText(int(kind),
                                   editors->isUnsaved(kind) ? functionName(kind) + u" •"_s : functionName(kind));
    }
    const QSignalBlocker blocker(comparisonTabs);
    comparisonTabs->setCurrentIndex(int(shown));
    showComparison();
    comparisonTabs->setFocus();
}

void PayloadPage::Private::showComparison() const
{
    const FunctionKind kind = allFunctionKinds[std::size_t(comparisonTabs->currentIndex())];
    const std::optional<FunctionVersion> version = versionBar->current();
    const PayloadFunctions before = version ? version->functions : store.base()->functions;
    comparison->setTitle(0,
                         version ? tr("Version of %1").arg(texts::clock(version->time)) : tr("Saved at the handler"));
    comparison->setTexts({functionText(before, kind), functionText(editors->functions(), kind)});
}

/// Puts the chosen version into the editors, as a step that can be undone; it is not saved by that.
void PayloadPage::Private::restore()
{
    const std::optional<FunctionVersion> version = versionBar->current();
    if (!version)
        return;
    for (const FunctionKind kind : allFunctionKinds)
        editors->setText(kind, functionText(version->functions, kind));
    setFormat(version->format);
    takeEdits();
    ui.compareButton->setChecked(false);
    banner->showMessage(Banner::Level::Info,
                        tr("The version of %1 is in the editors. It is not saved at the handler yet.")
                            .arg(texts::clock(version->time)));
}

/// Keeps what the handler has now, where it is new.
void PayloadPage::Private::keepVersion(const Application &application)
{
    const FunctionVersion version{Timestamp::now(), {}, application.format, application.functions};
    if (application.functions == PayloadFunctions() && versions.versions().isEmpty())
        return;
    if (const Result<void> kept = versions.add(version); !kept)
        banner->showFailure(kept.error());
    versionBar->setVersions(versions.versions());
}

} // namespace thingsdesk
