// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PayloadPage that keeps unsaved edits for the next start.
#include "gui/base/banner.h"
#include "gui/base/texts.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage_p.h"

namespace thingsdesk {

void PayloadPage::Private::keepDraft(const PayloadFunctions &edited)
{
    if (!store.base())
        return;
    if (unsavedCount() == 0)
        return drafts.set({});
    drafts.set(FunctionDraft{{{}, {}, store.base()->format, store.base()->functions},
                             {Timestamp::now(), {}, format(), edited}});
}

/// Puts back what was not saved when the program ended. Where someone changed the functions since, the edits keep what
/// they began with, so that saving shows the three versions.
void PayloadPage::Private::restoreDraft(const Result<std::optional<FunctionDraft>> &found, const Application &present)
{
    if (!found)
        return banner->showFailure(found.error());
    const std::optional<FunctionDraft> &draft = *found;
    if (!draft || (draft->edited.functions == present.functions && draft->edited.format == present.format))
        return;
    Application base = present;
    base.format = draft->base.format;
    base.functions = draft->base.functions;
    const bool isOutdated = !FunctionStore::isSame(base, present);
    if (isOutdated) {
        theirs = present;
        store.accept(base);
        editors->setSaved(base.functions);
    }
    for (const FunctionKind kind : allFunctionKinds)
        editors->setText(kind, functionText(draft->edited.functions, kind));
    setFormat(draft->edited.format);
    takeEdits();
    const QString when = texts::clock(draft->edited.time);
    if (isOutdated)
        banner->showMessage(Banner::Level::Warning,
                            tr("Your unsaved changes of %1 are back. Someone else changed the functions at the handler "
                               "since. Nothing of theirs is overwritten without asking.")
                                .arg(when),
                            {showTheirsAction});
    else
        banner->showMessage(Banner::Level::Info,
                            tr("Your unsaved changes of %1 are back. They are not saved at the handler yet.").arg(when),
                            {dropDraftAction});
}

} // namespace thingsdesk
