namespace Recount.Scoring;

/// <summary>The class that an item has, and the one that was predicted. Classes are any whole numbers.</summary>
public readonly record struct Labelled(int Gold, int Guess);
