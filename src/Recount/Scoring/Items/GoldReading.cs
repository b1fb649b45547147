namespace Recount.Scoring.Items;

/// <summary>How a file says which choice is right. A closed family.</summary>
public abstract record GoldReading
{
    private GoldReading()
    {
    }

    /// <summary>
    /// Nothing was declared. A whole number is the index of a choice, from 0, whatever the choices say. Digits in a text are that too, unless they are also the text of another
    /// choice, which is an error and no guess. Any other text must be the text of exactly one choice. True and false, letters and labels must be declared.
    /// </summary>
    public sealed record Undeclared : GoldReading;

    /// <summary>A whole number, written as a number or as digits.</summary>
    /// <param name="First">The number of the first choice: 0 or 1.</param>
    public sealed record Index(int First) : GoldReading;

    /// <summary>A is the first choice, B the second; a small letter counts as a capital.</summary>
    public sealed record Letter : GoldReading;

    /// <summary>One of a list of labels as long as the choices, such as ARC's <c>choices.label</c>.</summary>
    public sealed record Label(FieldPath Labels) : GoldReading;

    /// <summary>The text of exactly one choice, white space at the ends aside. Wins over an index that reads the same.</summary>
    public sealed record ChoiceText : GoldReading;

    /// <summary>True or false, also as a text (<c>true</c>, <c>True</c>).</summary>
    /// <param name="WhenFalse">The index of the choice that false stands for, from 0.</param>
    /// <param name="WhenTrue">That of true.</param>
    public sealed record Truth(int WhenFalse, int WhenTrue) : GoldReading;
}
