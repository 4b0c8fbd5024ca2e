"""Rectification ledgers (整改台账, 问题清单): spreadsheets in, problems and their states out."""
