// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: the target needs a source to belong to a language.
