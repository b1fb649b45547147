namespace Recount.Scoring.Formats;

/// <summary>Something that can be said of a prompt format: in a preset, in a spec, on a command line.</summary>
/// <param name="IsAxis">A grid can run over values of it.</param>
/// <param name="IsParted">One text with slashes is several: <c>yes/no</c>. A list is not parted.</param>
/// <param name="Words">All that it can be, where that is a few words; the first is what it is when nothing is said.</param>
/// <param name="Otherwise">What it is when nothing is said; null where that is nothing.</param>
public sealed record FormatKey(string Name, string Meaning, bool IsAxis, bool IsParted = false, IReadOnlyList<string>? Words = null, string? Otherwise = null)
{
    public string? Otherwise { get; } = Otherwise ?? Words?[0];

    /// <summary>Everything that can be said, in the order of tables.</summary>
    public static IReadOnlyList<FormatKey> All { get; } =
    [
        new("template", "The prompt: {column} stands for a field of the item, [question] for a label with its separator, [options] for the verbalizers as a list in words, " +
            "[choices] for lettered choices; {{ }} [[ ]] are braces and brackets.", false),
        new("labels", "What the labels are called: Question/Answer, or one for a slot by its name: passage=Passage. none takes all of them away.", true, true),
        new("casing", "How labels are cased.", true, false, ["as-written", "lower", "upper", "title"]),
        new("separator", "Between a label and what it labels. White space at its end, behind the last label, stands before the answer.", true, Otherwise: ": "),
        new("newline", "What stands for each break, or run of breaks, in the template.", true),
        new("verbalizers", "The words for the classes, in the order of the task's classes: yes/no.", true, true),
        new("swap", "true: the words are exchanged among the classes, the first for the last; what [options] lists stays.", true, false, ["false", "true"]),
        new("completion", "What is scored for a class: [verbalizer] stands for its word. That alone if left out.", false),
        new("choices", "For tasks whose choices differ from item to item: one field that is a list, or a template for each.", false),
        new("scoring", "text: the choices are ranked by their likelihood. letters: they are listed in the prompt and their letters are ranked; letters-and-text: both. " +
            "generate: the model writes and what it writes is compared with the right choice; generate-letters: with its letter.", true, false,
            ["text", "letters", "letters-and-text", "generate", "generate-letters"]),
        new("marker", "How listed choices are lettered: A. A) (A) a. 1. i.", true, Otherwise: "A."),
        new("normalisation", "What likelihoods are compared by: none, character, byte, token, or unconditional (over the likelihood behind 'unconditional').", true, false,
            ["none", "character", "byte", "token", "unconditional"]),
        new("unconditional", "The context without a question that normalisation 'unconditional' divides by: \"\" or \"Answer:\".", false),
        new("instruction", "Before everything, with all its breaks.", true, Otherwise: ""),
        new("shots", "How many solved examples come before the question.", true, Otherwise: "0"),
        new("seed", "Of the draw of shots.", true, Otherwise: "1234"),
        new("draw", "How shots are drawn: by-item, lm-eval, lm-eval+1 or first.", false, false, ["by-item", "lm-eval", "lm-eval+1", "first"]),
        new("divider", "Between examples.", true, Otherwise: "\n\n"),
        new("delimiter", "Between prompt and answer. Left out: the white space at the end of the separator or the template, else one blank.", true),
        new("bos", "Whether the token that begins texts is put: auto, yes, no or legacy.", true, false, ["auto", "yes", "no", "legacy"]),
        new("answer", "For tasks without choices: the right answer, or a field that is a list of them.", false),
        new("target", "For tasks without choices: the text whose likelihood is asked, with the blank before it, and whether it would be written (LAMBADA).", false),
        new("holds", "With 'answer': a field that is true where the answer is to be that one, and false where it is not to be (WSC).", false),
        new("until", "Texts that end what the model writes; a line break if left out.", false),
        new("max-tokens", "The most that it writes.", false),
        new("ignore", "What does not count when answers are compared: case, punctuation, numbers.", false),
        new("source", "Where the layout was published.", false),
        new("status", "How well that is known.", false, false, ["primary", "secondary", "unverified"]),
        new("note", "What is not known of it, or done otherwise.", false),
    ];

    /// <summary>The key of a name, or null.</summary>
    public static FormatKey? Of(string name) => All.FirstOrDefault(k => k.Name == name);
}
