using Recount.Cli;

return RecountCommand.Run(args, Screen.OfConsole());
