namespace Recount.Text.Yaml;

/// <summary>A YAML node that knows where it stands. A closed family: mapping, sequence or scalar.</summary>
public abstract record YamlNode
{
    private YamlNode(Place at) => At = at;

    /// <summary>Where the node begins; a block collection's place is its first entry's.</summary>
    public Place At { get; }

    /// <summary>What people call this kind of node.</summary>
    public abstract string Kind { get; }

    /// <summary>Keys and values in file order; a key stands once (a second one was reported and left out).</summary>
    public sealed record Mapping(Place Begin, IReadOnlyList<(Scalar Key, YamlNode Value)> Entries) : YamlNode(Begin)
    {
        public override string Kind => "a mapping";

        /// <summary>The value of a key, or null.</summary>
        public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Text == key).Value;

        /// <summary>The text of a key; null when there is none, or nothing behind the key.</summary>
        public Scalar? Text(string key) => this[key] is Scalar { Kind: Scalar.TextKind } scalar ? scalar : null;
    }

    /// <summary>Items in file order.</summary>
    public sealed record Sequence(Place Begin, IReadOnlyList<YamlNode> Items) : YamlNode(Begin)
    {
        public override string Kind => "a list";
    }

    /// <summary>A text as written. <paramref name="Exact"/>: the source shows the text letter by letter at its place.</summary>
    public sealed record Scalar(Place Begin, string Text, bool Quoted, bool Exact) : YamlNode(Begin)
    {
        public const string TextKind = "a text";

        public override string Kind => Text.Length == 0 && !Quoted ? "nothing" : TextKind;

        /// <summary>The place of a part of the text: exact where the source shows it, else the whole scalar.</summary>
        public Place Part(int offset, int length) => Exact
            ? Begin with { Column = Begin.Column + (Quoted ? 1 : 0) + offset, Length = Math.Max(1, length) }
            : Begin;
    }
}
