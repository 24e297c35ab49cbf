/** ID of the search page's field, which the shortcut `/` focuses. */
export const searchFieldId = 'search-everywhere'
