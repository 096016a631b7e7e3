import CXML

extension XMLReader {
    /// Our sentence for a code of libxml2's, whose own text may repeat content of the letter.
    ///
    /// - Parameter atEnd: whether the reader stood at the end of the document; an attribute that breaks off earlier is one that is too long.
    static func sentence(_ code: Int32, atEnd: Bool) -> (XMLError.Kind, String) {
        func error(_ value: xmlParserErrors) -> Int32 { Int32(value.rawValue) }
        switch code {
        case error(XML_ERR_ATTRIBUTE_NOT_FINISHED) where !atEnd:
            return (.tooLarge, "One value in the document has more than 10 MB. Send large attachments by reference.")
        case error(XML_ERR_DOCUMENT_EMPTY):
            return (.malformed, "The document does not begin with XML. Send the XML itself.")
        case error(XML_ERR_DOCUMENT_END):
            return (.malformed, "Something follows the end of the document. Remove it, or send one document at a time.")
        case error(XML_ERR_TAG_NAME_MISMATCH):
            return (.malformed, "An end tag does not match its start tag. Close every element in the order it was opened.")
        case error(XML_ERR_TAG_NOT_FINISHED), error(XML_ERR_GT_REQUIRED), error(XML_ERR_LTSLASH_REQUIRED),
            error(XML_ERR_ATTRIBUTE_NOT_FINISHED):
            return (.malformed, "The document ends inside an element. Send it whole.")
        case error(XML_ERR_ATTRIBUTE_REDEFINED), error(XML_NS_ERR_ATTRIBUTE_REDEFINED):
            return (.malformed, "An element has the same attribute twice. Keep one of them.")
        case error(XML_NS_ERR_UNDEFINED_NAMESPACE), error(XML_NS_ERR_XML_NAMESPACE), error(XML_NS_ERR_QNAME), error(XML_NS_ERR_COLON):
            return (.malformed, "A namespace prefix is used wrongly or not declared. Declare it with xmlns.")
        case error(XML_ERR_INVALID_CHAR), error(XML_ERR_INVALID_CHARREF), error(XML_ERR_INVALID_HEX_CHARREF),
            error(XML_ERR_INVALID_DEC_CHARREF):
            return (.malformed, "The document has a character that XML does not allow. Remove control characters.")
        case error(XML_ERR_UNDECLARED_ENTITY), error(XML_WAR_UNDECLARED_ENTITY), error(XML_ERR_ENTITY_LOOP):
            return (.forbidden, "The document uses an entity that XML does not have. Write the character itself.")
        case error(XML_ERR_INVALID_ENCODING), error(XML_ERR_UNKNOWN_ENCODING), error(XML_ERR_UNSUPPORTED_ENCODING):
            return (.encoding, "The bytes contradict the declared encoding. Send the document in UTF-8.")
        case error(XML_ERR_ATTRIBUTE_WITHOUT_VALUE), error(XML_ERR_ATTRIBUTE_NOT_STARTED), error(XML_ERR_LT_IN_ATTRIBUTE):
            return (.malformed, "An attribute is not written name=\"value\". Put its value in quotation marks and escape < as &lt;.")
        case error(XML_ERR_INTERNAL_ERROR), error(XML_ERR_NAME_TOO_LONG):
            return (.tooLarge, "One value in the document has more than 10 MB. Send large attachments by reference.")
        default:
            return (.malformed, "The document is not well-formed XML (libxml2 code \(code)). Check it with an XML tool and send it again.")
        }
    }
}
