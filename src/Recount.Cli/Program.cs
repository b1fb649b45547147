using Recount.Cli;

using var interruption = new Interruption(Console.Error);
return RecountCommand.Run(args, Screen.OfConsole(), interruption.Token);
