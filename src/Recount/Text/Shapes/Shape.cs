namespace Recount.Text.Shapes;

/// <summary>
/// What a YAML node may look like. One description serves the reader's mistakes and the JSON Schema for editors, so the two
/// cannot drift apart. A closed family.
/// </summary>
public abstract record Shape
{
    private Shape(string meaning) => Meaning = meaning;

    /// <summary>One sentence for an editor's tooltip.</summary>
    public string Meaning { get; }

    /// <summary>What is expected here, as a message says it.</summary>
    public abstract string Expected { get; }

    /// <summary>Any text; numbers and dates are texts too, kept as they are written.</summary>
    public sealed record Text(string About) : Shape(About)
    {
        public override string Expected => "a text";
    }

    /// <summary>One of a few words.</summary>
    public sealed record Word(string About, IReadOnlyList<string> Words) : Shape(About)
    {
        public override string Expected => string.Join(" or ", Words);
    }

    /// <summary>A mapping with known keys. <paramref name="Name"/> is what a message calls it, such as "a claim".</summary>
    public sealed record Mapping(string Name, string About, IReadOnlyList<Key> Keys) : Shape(About)
    {
        public override string Expected => $"a mapping with {string.Join(", ", Keys.Where(k => k.Required).Select(k => k.Name).DefaultIfEmpty(Keys[0].Name))}";
    }

    /// <summary>A mapping from names that the author chooses.</summary>
    public sealed record MapOf(string About, Shape Value) : Shape(About)
    {
        public override string Expected => "a mapping from names";
    }

    /// <summary>A list of equal things.</summary>
    public sealed record ListOf(string About, Shape Item) : Shape(About)
    {
        public override string Expected => "a list";
    }

    /// <summary>A short form as text, or the long form.</summary>
    public sealed record Either(string About, Shape Short, Shape Long) : Shape(About)
    {
        public override string Expected => $"{Short.Expected} or {Long.Expected}";
    }

    /// <summary>Yes or no.</summary>
    public static Word Flag(string about) => new(about, ["true", "false"]);
}

/// <summary>A key of a mapping.</summary>
public sealed record Key(string Name, Shape Shape, bool Required = false);
